import type { OwnedFileTable } from '../_shared/owned-file-table.ts';

const maxFiles = 1_000_000;

/** Collects the files of a record: `F` folder, `R` file in it, `a` uid:gid:mode and `Z` checksum of that file. */
export class FileListReader {
  #folder = '';
  readonly #paths: string[] = [];
  readonly #digests: string[] = [];
  readonly #modes: number[] = [];

  /** True when the field belongs to the file list. */
  take(letter: string, value: string): boolean {
    const last = this.#paths.length - 1;
    if (letter === 'F') this.#folder = value === '' ? '' : `/${value}`;
    else if (letter === 'R') this.#add(`${this.#folder}/${value}`);
    else if (letter === 'a' && last >= 0) this.#modes[last] = modeOf(value);
    else if (letter === 'Z' && last >= 0) this.#digests[last] = digestOf(value);
    else return letter === 'M' || letter === 'a' || letter === 'Z';
    return true;
  }

  table(): OwnedFileTable {
    return { paths: this.#paths, digests: this.#digests, modes: this.#modes };
  }

  #add(path: string): void {
    if (this.#paths.length >= maxFiles) return;
    this.#paths.push(path);
    this.#digests.push('');
    this.#modes.push(-1);
  }
}

/** `Q1` and base64 is a SHA-1, `Q2` a SHA-256; without a mark it is an MD5 in hex (apk 1). */
function digestOf(value: string): string {
  const algorithm = value.startsWith('Q1') ? 'sha1' : value.startsWith('Q2') ? 'sha256' : null;
  if (algorithm === null) return /^[0-9a-f]{32}$/.test(value) ? `md5:${value}` : '';
  const bytes = Buffer.from(value.slice(2), 'base64');
  return bytes.length === (algorithm === 'sha1' ? 20 : 32) ? `${algorithm}:${bytes.toString('hex')}` : '';
}

/** The third part of `uid:gid:mode`, octal. */
function modeOf(value: string): number {
  const mode = Number.parseInt(value.split(':', 3)[2] ?? '', 8);
  return Number.isSafeInteger(mode) && mode >= 0 && mode <= 0o177777 ? mode : -1;
}
