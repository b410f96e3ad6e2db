/** What went wrong, as far as an edge must know to pick an exit code or an HTTP status. */
export type ErrorKind =
  | 'usage' // the caller's words are off (flag, reference, parameter)
  | 'input' // what was handed in cannot be used (bad archive, bad SBOM, bad policy)
  | 'missing' // something that was named is not there
  | 'conflict' // it clashes with what is stored
  | 'denied' // credentials are missing or refused
  | 'upstream' // another system failed or could not be reached
  | 'stale' // data is too old to answer with
  | 'limit' // a budget of bytes, entries, depth or time was used up
  | 'unsupported' // a known thing that Gantry does not do
  | 'bug'; // ours

/** The named facts of an error; they fill the `{name}` slots of its text. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean>>;

/** One row of an error table. */
export interface ErrorRow {
  readonly kind: ErrorKind;
  /** One sentence with `{slots}`, for logs and people. */
  readonly says: string;
  /** What the reader can do next; may use the same slots. */
  readonly advice: string;
}

/** The one error class of the project. Compare `code`, never the message. */
export class CodedError extends Error {
  override readonly name = 'CodedError';
  readonly code: string;
  readonly kind: ErrorKind;
  readonly facts: ErrorFacts;
  readonly advice: string;

  constructor(code: string, row: ErrorRow, facts: ErrorFacts, options?: { cause?: unknown }) {
    super(fillSlots(row.says, facts), options);
    this.code = code;
    this.kind = row.kind;
    this.facts = facts;
    this.advice = fillSlots(row.advice, facts);
  }
}

/** Is this one of ours? Also true for an error that crossed a worker boundary through `fromPlainError`. */
export function isCodedError(value: unknown): value is CodedError {
  return value instanceof CodedError;
}

/** A structured-clone-safe copy of a coded error, to cross worker threads. */
export interface PlainError {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly message: string;
  readonly advice: string;
  readonly facts: ErrorFacts;
}

/** The copy of an error; its cause stays behind. */
export function toPlainError(error: CodedError): PlainError {
  return { code: error.code, kind: error.kind, message: error.message, advice: error.advice, facts: error.facts };
}

/** The error of a copy. Its texts are filled already: what they quote may look like a slot and stays as it is. */
export function fromPlainError({ code, kind, message, advice, facts }: PlainError): CodedError {
  const error = new CodedError(code, { kind, says: message, advice }, {});
  return Object.assign(error, { facts });
}

/** The same error, its text led by where it happened: `layer sha256:12…: the gzip stream ends too early`. A text that names the place stays. */
export function inPlace(error: CodedError, place: string): CodedError {
  if (error.message.includes(place)) return error;
  const named = fromPlainError({ ...toPlainError(error), message: `${place}: ${error.message}` });
  return Object.assign(named, { cause: error.cause ?? error });
}

function fillSlots(text: string, facts: ErrorFacts): string {
  return text.replace(/\{(\w+)\}/g, (slot, name: string) => (Object.hasOwn(facts, name) ? String(facts[name]) : slot));
}
