/** An entry of passwd(5). */
export interface PasswdEntry {
  /** The whole entry. */
  readonly text: string;
  readonly name: string;
  readonly password: string;
  readonly uid: string;
  readonly gid: string;
  readonly comment: string;
  readonly home: string;
  readonly shell: string;
}

/** The entries of a passwd file; of several with one name the last stays, in its first place, as the format has it. */
export function readPasswd(text: string): PasswdEntry[] {
  const entries = new Map<string, PasswdEntry>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const entry = readEntry(line.trim());
    if (entry) entries.set(entry.name, entry);
  }
  return [...entries.values()];
}

/** Every account of the file, those with one name too; for questions about the system rather than about an entry. */
export function readAccounts(text: string): PasswdEntry[] {
  return text.split(/\r\n|\r|\n/).flatMap((line) => readEntry(line.trim()) ?? []);
}

function readEntry(text: string): PasswdEntry | null {
  if (text === '' || text.startsWith('#')) return null;
  const [name = '', password = '', uid = '', gid = '', comment = '', home = '', ...rest] = text.split(':');
  return { text, name, password, uid, gid, comment, home, shell: rest[0] ?? '' };
}
