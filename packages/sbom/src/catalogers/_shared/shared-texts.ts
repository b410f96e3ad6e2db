const maxTexts = 20_000;

/** Gives equal texts as one: facts that came from another thread or a cache hold a copy for every record. */
export class SharedTexts {
  readonly #texts = new Map<string, string>();

  of(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size < maxTexts) this.#texts.set(text, text);
    return text;
  }
}
