import { openZipEntry, readZipIndex, type ZipEntry } from '@gantry/io/archive';
import { openAccess, type RandomAccess, writeAtomic } from '@gantry/io/files';
import { ecosystemScheme } from '@gantry/vulns';

/** Bounds of the index of an uploaded zip: a zip of all records has a few hundred thousand. */
export const zipBounds = { maxEntries: 2_000_000, maxDirectoryBytes: 512 * 2 ** 20 } as const;

const mostInnerBytes = 2 * 2 ** 30;
const pieceBytes = 2 ** 20;
const innerZip = /^(?:osv\/)?([^/]{1,60})\/all\.zip$/;
const kevFile = /^(?:kev\/)?(known_exploited_vulnerabilities\.json)$/;

/** Files of the feeds that add to advisories, in the folders of a mirror. */
const enrichingFile = /^(?:epss|eol|nvd|malware-hashes)\/[\w.-]{1,80}\.(?:csv|json|txt)(?:\.gz)?$/;

/**
 * A zip in the layout of the OSV bucket (`ECOSYSTEM/all.zip`, perhaps under `osv/`, perhaps with the other feeds of a mirror) becomes the folder with these files; a zip of records is read as it is. Gives the place to read from.
 */
export async function unpackBundle(bundle: { readonly zip: string; readonly folder: string }): Promise<string> {
  const zip = openAccess(bundle.zip);
  try {
    const { entries } = readZipIndex(zip.access, { ...zipBounds, keep: isWanted });
    const wanted = entries.flatMap((entry) => fileOf(entry));
    if (!wanted.some(({ path }) => path.endsWith('/all.zip'))) return bundle.zip;
    for (const { entry, path } of wanted)
      await writeAtomic(`${bundle.folder}/${path}`, pieces(openZipEntry(zip.access, entry, mostInnerBytes)));
    return bundle.folder;
  } finally {
    zip.close();
  }
}

function isWanted(name: Uint8Array): boolean {
  const text = Buffer.from(name).toString('latin1');
  return innerZip.test(text) || kevFile.test(text) || enrichingFile.test(text);
}

/** Where an entry goes; only names of ecosystems that are known become folders. */
function fileOf(entry: ZipEntry): { readonly entry: ZipEntry; readonly path: string }[] {
  if (entry.link) return [];
  const kev = kevFile.exec(entry.name)?.[1];
  if (kev !== undefined) return [{ entry, path: `kev/${kev}` }];
  if (enrichingFile.test(entry.name)) return [{ entry, path: entry.name }];
  const ecosystem = innerZip.exec(entry.name)?.[1];
  return ecosystem === undefined || ecosystemScheme(ecosystem) === null
    ? []
    : [{ entry, path: `osv/${ecosystem}/all.zip` }];
}

function* pieces(content: RandomAccess): Generator<Uint8Array> {
  for (let at = 0; at < content.size; at += pieceBytes) yield content.read(at, pieceBytes);
}
