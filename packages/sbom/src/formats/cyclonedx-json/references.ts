/**
 * Gives out each bom-ref once: it names one thing in a document, and bills that were read from other documents may
 * repeat an id. The subject of the document has the first one.
 */
export class References {
  readonly first: string;
  readonly #given = new Set(['']);

  constructor(first: string) {
    this.first = first;
    this.#given.add(first);
  }

  /** The id, or an empty text, which is not written, when something has it already: a component need not have one. */
  take(id: string): string {
    if (this.#given.has(id)) return '';
    this.#given.add(id);
    return id;
  }
}
