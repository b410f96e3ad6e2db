import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeyFile, createVault, parseKeys, readKeyFile } from './index.ts';

const key = new Uint8Array(randomBytes(32));
const other = new Uint8Array(randomBytes(32));
const vault = createVault([key]);
const purpose = 'registry:team-a:registry.example.org';

describe('vault', () => {
  it.each(['', 'secret', 'ž🔑\u0000\n', 'x'.repeat(100_000)])('opens what it sealed (%#)', (plain) => {
    expect(vault.open(vault.seal(plain, purpose), purpose)).toBe(plain);
  });

  it('seals differently each time and hides the text', () => {
    const sealed = vault.seal('hunter2', purpose);
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[A-Za-z0-9_-]+$/);
    expect(vault.seal('hunter2', purpose)).not.toBe(sealed);
    expect(sealed).not.toContain('hunter2');
  });

  it('opens with any of its keys and seals with the first', () => {
    const old = vault.seal('secret', purpose);
    const rotated = createVault([other, key]);
    expect(rotated.open(old, purpose)).toBe('secret');
    const renewed = rotated.seal('secret', purpose);
    expect(createVault([other]).open(renewed, purpose)).toBe('secret');
    expect(() => vault.open(renewed, purpose)).toThrow(expect.objectContaining({ code: 'VAULT_CLOSED' }));
  });

  const sealed = vault.seal('secret', purpose);
  const [, id = '', body = ''] = sealed.split('.');
  it.each([
    ['another purpose', sealed, 'registry:team-b:registry.example.org'],
    ['no text', '', purpose],
    ['plain text', 'secret', purpose],
    ['another version', sealed.replace('v1', 'v2'), purpose],
    ['another key', sealed.replace(id, '00000000'), purpose],
    ['cut off', sealed.slice(0, -4), purpose],
    ['too short', `v1.${id}.AAAA`, purpose],
    ['longer', `${sealed}AAAA`, purpose],
    ['a further part', `${sealed}.x`, purpose],
    ['characters that decoders skip', `v1.${id}.${body.slice(0, 9)}!${body.slice(9)}`, purpose],
  ])('stays closed: %s', (_what, text, where) => {
    expect(() => vault.open(text, where)).toThrow(expect.objectContaining({ code: 'VAULT_CLOSED' }));
  });

  it('stays closed whichever byte was changed', () => {
    const bytes = Buffer.from(body, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => vault.open(`v1.${id}.${changed.toString('base64url')}`, purpose)).toThrow(
        expect.objectContaining({ code: 'VAULT_CLOSED' }),
      );
    }
  });

  it('says neither the text nor the key when it stays closed', () => {
    let said = '';
    try {
      createVault([other]).open(sealed, purpose);
    } catch (error) {
      said = JSON.stringify(error) + String(error);
    }
    expect(said).not.toContain(sealed);
    expect(said).not.toContain(Buffer.from(key).toString('hex'));
  });
});

describe('vault: keys', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gantry-vault-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reads one or several', () => {
    const text = [key, other].map((one) => Buffer.from(one).toString('hex')).join(', ');
    expect(parseKeys(text, 'GANTRY_SECRET_KEY')).toEqual([key, other]);
  });

  it.each(['', 'abc', 'g'.repeat(64), `${'a'.repeat(64)},`, 'a'.repeat(65)])('refuses %j', (text) => {
    expect(() => parseKeys(text, 'GANTRY_SECRET_KEY')).toThrow(expect.objectContaining({ code: 'VAULT_KEY_INVALID' }));
  });

  it('makes a file that only the owner reads, once', async () => {
    const path = join(folder, 'secret.key');
    const keys = await createKeyFile(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await createKeyFile(path)).toEqual(keys);
    expect((await readFile(path, 'utf8')).trim()).toBe(Buffer.from(keys[0]).toString('hex'));
  });

  it('refuses its own file once everyone may read it; a mounted one it takes', async () => {
    const path = join(folder, 'open.key');
    await writeFile(path, 'a'.repeat(64));
    await chmod(path, 0o644);
    await expect(createKeyFile(path)).rejects.toMatchObject({ code: 'VAULT_KEY_EXPOSED' });
    expect(await readKeyFile(path)).toHaveLength(1);
  });

  it('names a file that is missing', async () => {
    await expect(readKeyFile(join(folder, 'none'))).rejects.toMatchObject({ code: 'IO_FILE_MISSING' });
  });
});
