/** What documents say besides the report. */
export interface DocumentContext {
  /** The version of the Gantry that writes. */
  readonly toolVersion: string;
}
