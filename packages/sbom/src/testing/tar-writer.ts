/** One entry of a layer under construction; a text or bytes alone are a regular file of mode 0644. */
export type TestEntry =
  | string
  | Uint8Array
  | {
      readonly type?: 'file' | 'directory' | 'symlink' | 'hardlink' | 'device';
      readonly content?: string | Uint8Array;
      /** Target of a symbolic or hard link. */
      readonly target?: string;
      readonly mode?: number;
      readonly uid?: number;
      readonly gid?: number;
    };

/** Path to entry, in the order of the archive; a list of pairs when a path comes twice. */
export type TestFiles = Readonly<Record<string, TestEntry>> | readonly (readonly [string, TestEntry])[];

const flags = { file: '0', hardlink: '1', symlink: '2', device: '3', directory: '5' } as const;

/** Writes a tar archive (ustar, pax for names over 100 bytes) of the entries, names as given, with its two zero blocks. */
export function writeTar(files: TestFiles): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (const [path, entry] of Array.isArray(files) ? files : Object.entries(files)) appendEntry(blocks, path, entry);
  blocks.push(new Uint8Array(1024));
  return Buffer.concat(blocks);
}

function appendEntry(blocks: Uint8Array[], path: string, entry: TestEntry): void {
  const full = typeof entry === 'string' || entry instanceof Uint8Array ? { content: entry } : entry;
  const type = full.type ?? 'file';
  const content = type === 'file' ? Buffer.from(full.content ?? '') : Buffer.alloc(0);
  const target = full.target ?? '';
  const pax = [paxRecord('path', path), paxRecord('linkpath', target)].join('');
  if (pax !== '') {
    const body = Buffer.from(pax);
    blocks.push(
      header({ name: 'PaxHeaders/entry', size: body.length, flag: 'x', target: '', mode: 0o644, uid: 0, gid: 0 }),
      padded(body),
    );
  }
  const mode = full.mode ?? (type === 'directory' ? 0o755 : 0o644);
  blocks.push(
    header({
      name: path,
      size: content.length,
      flag: flags[type],
      target,
      mode,
      uid: full.uid ?? 0,
      gid: full.gid ?? 0,
    }),
    padded(content),
  );
}

function paxRecord(key: string, value: string): string {
  if (Buffer.byteLength(value) <= 100) return '';
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (String(length).length + rest !== length) length += 1;
  return `${length} ${key}=${value}\n`;
}

function padded(bytes: Uint8Array): Uint8Array {
  const over = bytes.length % 512;
  return over === 0 ? bytes : Buffer.concat([bytes, new Uint8Array(512 - over)]);
}

interface Header {
  readonly name: string;
  readonly size: number;
  readonly flag: string;
  readonly target: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

function header(facts: Header): Uint8Array {
  const block = Buffer.alloc(512);
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;
  Buffer.from(facts.name).subarray(0, 100).copy(block, 0);
  block.write(octal(facts.mode, 8), 100);
  block.write(octal(facts.uid, 8), 108);
  block.write(octal(facts.gid, 8), 116);
  block.write(octal(facts.size, 12), 124);
  block.write(octal(0, 12), 136);
  block.write('        ', 148);
  block.write(facts.flag, 156);
  Buffer.from(facts.target).subarray(0, 100).copy(block, 157);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
