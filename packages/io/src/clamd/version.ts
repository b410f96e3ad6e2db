/** What clamd says of itself. */
export interface ClamdIdentity {
  /** As it says it: `ClamAV 1.4.6/27812/Fri Nov 20 08:25:51 2026`. */
  readonly version: string;
  /** Number of its daily signatures; null when it has none of the project's. */
  readonly signatures: string | null;
  /** When they were made, RFC 3339. clamd names no time zone: its clock is taken for UTC. */
  readonly signaturesAt: string | null;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Reads the answer to VERSION: engine, number of the signatures and date as `ctime` writes it, between slashes. Null: this is no clamd. */
export function parseVersion(text: string): ClamdIdentity | null {
  if (!/^ClamAV [\x21-\x7e]/.test(text)) return null;
  const [, number, date = ''] = text.split('/');
  return {
    version: text,
    signatures: number === undefined || number === '' ? null : number,
    signaturesAt: dateOf(date),
  };
}

function dateOf(text: string): string | null {
  const [, month = '', day = '', time = '', year = ''] =
    /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2}) (\d{4})$/.exec(text.trim()) ?? [];
  const at = months.indexOf(month) + 1;
  return at === 0 ? null : `${year}-${String(at).padStart(2, '0')}-${day.padStart(2, '0')}T${time}Z`;
}
