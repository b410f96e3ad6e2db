import { join, relative, resolve } from 'node:path';
import { pathKind, readTextFile } from '@gantry/io/files';
import { cliErrors } from '../errors.ts';
import type { SettingsFile } from '../settings/from-environment.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Files of settings larger than this are refused. Bytes. */
const maxBytes = 1024 * 1024;

/** Where settings are looked for, the first file that exists is read: our spelling everywhere, then that of anchorectl. */
export function settingsPlaces(env: Terminal['env']): readonly string[] {
  return ['gantry', 'anchorectl'].flatMap((name) => placesOf(name, env));
}

function placesOf(name: string, env: Terminal['env']): readonly string[] {
  const home = env['HOME'] || env['USERPROFILE'];
  const config = env['XDG_CONFIG_HOME'] || (home ? join(home, '.config') : undefined);
  return [
    `.${name}.yaml`,
    `${name}.yaml`,
    join(`.${name}`, 'config.yaml'),
    ...(home ? [join(home, `.${name}.yaml`), join(home, `${name}.yaml`)] : []),
    ...(config ? [join(config, name, 'config.yaml')] : []),
  ];
}

/** Reads the file of settings that is named, or the first that is found. Fails with CLI_CONFIG_BROKEN or, for a named one, IO_FILE_MISSING. */
export async function readSettings(named: string | undefined, env: Terminal['env']): Promise<SettingsFile | undefined> {
  const path = named ?? (await firstFile(settingsPlaces(env)));
  if (path === undefined) return undefined;
  const text = await readTextFile(path, maxBytes);
  // Most calls find no file and need no reader of YAML.
  const { parseYaml } = await import('./yaml.ts');
  try {
    return { path, values: Object.fromEntries(flattened(parseYaml(text), '')) };
  } catch (error) {
    const because = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw cliErrors.CONFIG_BROKEN({ path, because }, { cause: error });
  }
}

async function firstFile(places: readonly string[]): Promise<string | undefined> {
  for (const place of places) if ((await pathKind(place)) === 'file') return place;
  return undefined;
}

/** Was it found in the current folder, which may be somebody else's checkout? */
export function isFoundHere(path: string): boolean {
  return !relative(resolve('.'), resolve(path)).startsWith('..');
}

/** `http: {tls-insecure: true}` is HTTP_TLS_INSECURE. */
function flattened(value: unknown, name: string): readonly (readonly [string, string])[] {
  if (Array.isArray(value)) return [[name, value.map(String).join(',')]];
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => {
      const word = key.replaceAll('-', '_').toUpperCase();
      return flattened(inner, name === '' ? word : `${name}_${word}`);
    });
  }
  return value === null || value === undefined || name === '' ? [] : [[name, String(value)]];
}
