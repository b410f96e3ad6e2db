import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { options, readConfig } from './index.ts';
import type { ConfigOption } from './option.ts';

const nothing = { flags: {}, env: {}, file: null };

describe('config', () => {
  it('has a default for everything that must be there', () => {
    expect(readConfig(nothing)).toMatchObject({
      dataDir: './gantry-data',
      host: '127.0.0.1',
      port: 8228,
      role: 'all',
      databaseUrl: null,
      tls: null,
      analyses: { concurrency: 2, deadline: 3600, memory: 1024 },
    });
  });

  it('takes flags before variables before the file', () => {
    const sources = {
      flags: { port: '1' },
      env: { GANTRY_PORT: '2', GANTRY_HOST: 'b' },
      file: 'port: 3\nhost: c\ndata: d',
    };
    expect(readConfig(sources)).toMatchObject({ port: 1, host: 'b', dataDir: 'd' });
  });

  it('reads lists from the file and from variables', () => {
    expect(readConfig({ ...nothing, file: 'allow_addresses: [10.0.0.0/8, registry.local]' }).allowAddresses).toEqual([
      '10.0.0.0/8',
      'registry.local',
    ]);
    expect(readConfig({ ...nothing, env: { GANTRY_TRUST_PROXY: '10.0.0.1, 10.0.0.2' } }).trustProxy).toEqual([
      '10.0.0.1',
      '10.0.0.2',
    ]);
  });

  it('prefers its own variable for the database', () => {
    const env = { DATABASE_URL: 'postgres://a', GANTRY_DATABASE_URL: 'postgres://u:p@b' };
    expect(readConfig({ ...nothing, env }).databaseUrl).toBe('postgres://u:p@b');
  });

  it.each<[string, Parameters<typeof readConfig>[0], string]>([
    ['a port that is none', { ...nothing, env: { GANTRY_PORT: '99999' } }, 'CONFIG_BAD_VALUE'],
    ['a role that is none', { ...nothing, flags: { role: 'boss' } }, 'CONFIG_BAD_VALUE'],
    ['a worker without a server of its own', { ...nothing, flags: { role: 'worker' } }, 'CONFIG_ROLE_NEEDS_DATABASE'],
    ['a short password', { ...nothing, env: { GANTRY_ADMIN_PASSWORD: 'short' } }, 'CONFIG_BAD_VALUE'],
    ['half of TLS', { ...nothing, env: { GANTRY_TLS_CERT: 'c.pem' } }, 'CONFIG_TLS_INCOMPLETE'],
    ['an unknown key', { ...nothing, file: 'prot: 1' }, 'CONFIG_UNKNOWN_KEY'],
    ['a feed without a place', { ...nothing, flags: { feed_places: 'epss=none, eol' } }, 'CONFIG_BAD_VALUE'],
    ['a list for a file', { ...nothing, file: '- a' }, 'CONFIG_BAD_FILE'],
    ['broken YAML', { ...nothing, file: 'a: [' }, 'CONFIG_BAD_FILE'],
  ])('refuses %s', async (_, sources, code) => {
    expect(await failureCode(() => Promise.resolve().then(() => readConfig(sources)))).toBe(code);
  });

  it('names every key and variable once', () => {
    const names = options.flatMap(({ key, env }) => [key, ...env]);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(Object.keys(readConfig(nothing)))('%s is read by what starts a server', (name) => {
    const starters = ['start-server.ts', 'open-platform.ts', 'compose-features.ts'];
    const text = starters.map((file) => readFileSync(join(import.meta.dirname, '..', file), 'utf8')).join('\n');
    expect(text).toMatch(new RegExp(`config\\.${name}\\b|\\{[^{}]*\\b${name}\\b[^{}]*\\}(?:: Config| = config)\\b`));
  });

  it.each(options.filter(({ key }) => key !== 'role'))('$key changes the settings', (option) => {
    const tls = option.key.startsWith('tls_') ? { tls_cert: 'a', tls_key: 'a' } : {};
    const { range, choices } = option as ConfigOption;
    const value = String(choices?.at(-1) ?? range?.[0] ?? 'another=text');
    const changed = readConfig({ ...nothing, flags: { ...tls, [option.key]: value } });
    expect(changed).not.toEqual(readConfig({ ...nothing, flags: tls }));
  });
});
