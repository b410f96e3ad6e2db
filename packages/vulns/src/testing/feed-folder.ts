import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/** Records of a zip: objects become JSON, texts are taken as they are. */
export type FeedRecords = readonly (object | string)[];

/** Writes a feed folder in the layout of the OSV bucket, `osv/<ecosystem>/all.zip`, with the catalogue of exploited ones. */
export function writeFeedFolder(
  dir: string,
  ecosystems: Readonly<Record<string, FeedRecords>>,
  exploited?: readonly unknown[],
): string {
  for (const [ecosystem, records] of Object.entries(ecosystems)) {
    mkdirSync(join(dir, 'osv', ecosystem), { recursive: true });
    writeFileSync(join(dir, 'osv', ecosystem, 'all.zip'), zipOf(records));
  }
  writeFileSync(join(dir, 'osv', 'ecosystems.txt'), `${Object.keys(ecosystems).join('\n')}\n`);
  if (!exploited) return dir;
  mkdirSync(join(dir, 'kev'), { recursive: true });
  writeFileSync(
    join(dir, 'kev', 'known_exploited_vulnerabilities.json'),
    JSON.stringify({ vulnerabilities: exploited }),
  );
  return dir;
}

/** A stored (not deflated) zip with one `.json` per record. */
export function zipOf(records: FeedRecords): Buffer {
  const files = records.map((record, at) => ({
    name: Buffer.from(`${typeof record === 'string' ? `broken-${at}` : String((record as { id?: unknown }).id)}.json`),
    body: Buffer.from(typeof record === 'string' ? record : JSON.stringify(record)),
  }));
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, body } of files) {
    const head = header(name, body);
    local.push(Buffer.from('PK\u0003\u0004'), head, name, body);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), head, tail, name);
    offset += 30 + name.length + body.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

/** What a local and a central header have in common, from "version needed" to the extra length. */
function header(name: Buffer, body: Buffer): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt32LE(crc32(body), 10);
  bytes.writeUInt32LE(body.length, 14);
  bytes.writeUInt32LE(body.length, 18);
  bytes.writeUInt16LE(name.length, 22);
  return bytes;
}
