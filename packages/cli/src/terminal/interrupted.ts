/** Why the signal of a terminal was aborted: somebody stopped the program. */
export class Interrupted extends Error {
  /** The exit status that says so. */
  readonly status: number;

  constructor(status: number) {
    super('interrupted');
    this.status = status;
  }
}
