// The documents that the two tools write: both in the syft-JSON format, so that one reader serves both.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The tools compared, in the order of the columns. */
export const tools = ['gantry', 'syft'];

const ownProgram = fileURLToPath(new URL('../../packages/cli/bin/gantry.mjs', import.meta.url));
const timeLimitMs = 10 * 60 * 1000;

/** Runs the tool, or takes the document that an earlier run kept; `error` says why there is none. */
export function documentOf({ tool, image, folder, keep, gantry }) {
  const place = keep ?? mkdtempSync(join(tmpdir(), 'gantry-accuracy-'));
  mkdirSync(place, { recursive: true });
  const file = join(place, `${tool}-${image}.json`);
  try {
    if (!existsSync(file)) {
      const error = run(commandOf(tool, join(folder, image), gantry ?? ownProgram), file);
      if (error !== undefined) return { error };
    }
    return { document: JSON.parse(readFileSync(file, 'utf8')) };
  } finally {
    if (keep === undefined) rmSync(place, { recursive: true, force: true });
  }
}

function commandOf(tool, layout, gantry) {
  if (tool === 'gantry')
    return [process.execPath, gantry, 'sbom', `oci-dir:${layout}`, '-q', '--no-cache', '-o', 'json'];
  return [join(process.env['GANTRY_PEERS'] ?? '', 'syft'), `oci-dir:${layout}`, '-o', 'syft-json'];
}

/** The document goes to a file under another name first, so that a broken run is not taken for a result later. */
function run([program, ...rest], file) {
  const part = `${file}.part`;
  const target = program.endsWith('syft')
    ? [...rest.slice(0, -1), `${rest.at(-1)}=${part}`]
    : [...rest, '--file', part];
  const { status, error, stderr } = spawnSync(program, target, { timeout: timeLimitMs, encoding: 'utf8' });
  if (error !== undefined) return error.code === 'ENOENT' ? 'not installed' : String(error.code);
  if (status !== 0) return lastLine(stderr) || `exit code ${status}`;
  renameSync(part, file);
  return undefined;
}

function lastLine(text) {
  const line = text.trimEnd().split('\n').at(-1) ?? '';
  return line.replace(/\u001b\[\d*m/g, '').replace(/^\[\d+\]\s*/, '');
}
