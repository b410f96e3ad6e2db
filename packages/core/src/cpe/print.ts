/** What a CPE names; null is any version. */
export interface CpeParts {
  readonly vendor: string;
  readonly product: string;
  readonly version: string | null;
  readonly targetSoftware: string;
}

/** A CPE 2.3 formatted string for an application (NISTIR 7695, section 6.2). */
export function printCpe({ vendor, product, version, targetSoftware }: CpeParts): string {
  const parts = [vendor, product, version ?? '*', '*', '*', '*', '*', targetSoftware, '*', '*'].map(printPart);
  return ['cpe', '2.3', 'a', ...parts].join(':');
}

function printPart(part: string): string {
  return part === '*' ? part : escapePart(part);
}

function escapePart(text: string): string {
  const lower = text.toLowerCase().replace(/\s+/g, '_');
  return lower === '' ? '-' : lower.replace(/[^a-z0-9._-]/g, (char) => (char.charCodeAt(0) < 128 ? `\\${char}` : '?'));
}
