import { parse } from 'yaml';
import { type Config, toConfig } from './config.ts';
import { configErrors } from './errors.ts';
import type { ConfigOption } from './option.ts';
import { type ConfigKey, options } from './options.ts';

/** Where settings may come from, strongest first. */
export interface ConfigSources {
  /** Flags of the command line, by key. */
  readonly flags: Readonly<Partial<Record<ConfigKey, string>>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Text of the configuration file (YAML or JSON); null without one. */
  readonly file: string | null;
}

/** Reads and checks every setting. CONFIG_BAD_VALUE, CONFIG_BAD_FILE, CONFIG_UNKNOWN_KEY, CONFIG_CONFLICT. */
export function readConfig({ flags, env, file }: ConfigSources): Config {
  const inFile = file === null ? new Map<string, unknown>() : entriesOf(file);
  const values = new Map<ConfigKey, string>();
  for (const option of options as readonly (ConfigOption & { readonly key: ConfigKey })[]) {
    const value = flags[option.key] ?? fromEnv(option, env) ?? textOf(inFile.get(option.key)) ?? option.default;
    if (value === undefined || value === '') continue;
    checkValue(option, value);
    values.set(option.key, value);
  }
  return toConfig(values);
}

function fromEnv({ env: names }: ConfigOption, env: ConfigSources['env']): string | undefined {
  return names.map((name) => env[name]).find((value) => value !== undefined && value !== '');
}

function entriesOf(file: string): Map<string, unknown> {
  let document: unknown;
  try {
    document = parse(file, { maxAliasCount: 10 });
  } catch (cause) {
    // The first line says what and where; those below draw the place.
    const because = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';
    throw configErrors.BAD_FILE({ because: because.replace(/:$/, '') }, { cause });
  }
  if (document === null) return new Map();
  if (typeof document !== 'object' || Array.isArray(document))
    throw configErrors.BAD_FILE({ because: 'it is not a list of `key: value` lines' });
  const known = new Set<string>(options.map(({ key }) => key));
  for (const key of Object.keys(document)) if (!known.has(key)) throw configErrors.UNKNOWN_KEY({ key });
  return new Map(Object.entries(document));
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) ? value.map(String).join(',') : String(value);
}

function checkValue({ key, type, choices, range, length, secret }: ConfigOption, value: string): void {
  const shown = secret === true ? '***' : value;
  if (type === 'choice' && choices?.includes(value) !== true)
    throw configErrors.BAD_VALUE({ key, value: shown, allowed: (choices ?? []).join(', ') });
  if (type === 'boolean' && value !== 'true' && value !== 'false')
    throw configErrors.BAD_VALUE({ key, value: shown, allowed: 'true, false' });
  if (length !== undefined && (value.length < length[0] || value.length > length[1]))
    throw configErrors.BAD_VALUE({ key, value: shown, allowed: `a text of ${length[0]} to ${length[1]} characters` });
  if (type !== 'integer' || range === undefined) return;
  if (/^\d{1,12}$/.test(value) && Number(value) >= range[0] && Number(value) <= range[1]) return;
  throw configErrors.BAD_VALUE({ key, value: shown, allowed: `a whole number from ${range[0]} to ${range[1]}` });
}
