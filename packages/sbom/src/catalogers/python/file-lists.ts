import { joinPath } from '../_shared/paths.ts';

/** A file that a distribution installed. */
export interface InstalledFile {
  readonly path: string;
  readonly digest?: string;
  readonly size?: number;
}

/**
 * The files of RECORD (the specification "Recording installed projects"): CSV of path, `algorithm=digest` in URL-safe base64, and
 * size; paths are relative to the folder of the distribution's directory.
 */
export function readRecord(text: string, sitePackages: string): InstalledFile[] {
  const files: InstalledFile[] = [];
  for (const line of text.split('\n')) {
    const [path = '', hash = '', size = ''] = splitRow(line.endsWith('\r') ? line.slice(0, -1) : line);
    if (path === '' || path.length > maxPath) continue;
    if (files.length >= maxFiles) break;
    files.push({
      path: joinPath(sitePackages, path),
      ...(/^\w+=[\w=+/-]+$/.test(hash) ? { digest: hash.replace('=', ':') } : {}),
      ...(/^\d{1,15}$/.test(size) ? { size: Number(size) } : {}),
    });
  }
  return files;
}

/** The files of installed-files.txt: one path a line, relative to the egg-info folder. */
export function readInstalledFiles(text: string, eggInfo: string): InstalledFile[] {
  const paths = text.split('\n', maxFiles).map((line) => line.trim());
  return paths
    .filter((path) => path !== '' && path.length <= maxPath)
    .map((path) => ({ path: joinPath(eggInfo, path) }));
}

const maxFiles = 200_000;
const maxPath = 4096;

/** A row of at most three fields; only the path is ever quoted. */
function splitRow(line: string): string[] {
  if (!line.startsWith('"')) return line.split(',', 3);
  const end = line.lastIndexOf('"');
  return [line.slice(1, end).replaceAll('""', '"'), ...line.slice(end + 2).split(',', 2)];
}
