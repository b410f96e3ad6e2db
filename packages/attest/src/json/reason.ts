/** The words of whatever was thrown, on one line and not longer than a line should be. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return shown(text, 300);
}

/** A text of others as it may stand in a message: printable, bounded. */
export function shown(text: string, most = 200): string {
  const plain = text.replace(/\p{C}+/gu, ' ').trim();
  return plain.length > most ? `${plain.slice(0, most)}…` : plain;
}
