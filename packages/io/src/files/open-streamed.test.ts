import { mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStreamed } from './open-streamed.ts';

describe('files/open-streamed', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gantry-streamed-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const collect = async (chunks: AsyncIterable<Uint8Array>) => {
    const parts: Uint8Array[] = [];
    for await (const chunk of chunks) parts.push(chunk);
    return Buffer.concat(parts);
  };

  it.each([0, 1, 262_144, 700_001])('reads %d bytes, twice, although another file takes the name', async (size) => {
    const path = join(folder, `f${size}`);
    const content = Buffer.alloc(size, 'ab');
    writeFileSync(path, content);
    const file = await openStreamed(path);
    writeFileSync(`${path}.new`, 'other');
    renameSync(`${path}.new`, path);
    expect(file.size).toBe(size);
    for (let round = 0; round < 2; round += 1) expect((await collect(file.chunks())).equals(content)).toBe(true);
    await file.close();
    const newer = await openStreamed(path);
    expect(newer.version).not.toBe(file.version);
    await newer.close();
  });

  it('fails when the file becomes shorter', async () => {
    const path = join(folder, 'shrinks');
    writeFileSync(path, 'long enough');
    const file = await openStreamed(path);
    truncateSync(path, 4);
    expect(await failureCode(() => collect(file.chunks()))).toBe('IO_FILE_UNREADABLE');
    await file.close();
  });

  it.each([
    ['missing', 'IO_FILE_MISSING'],
    ['.', 'IO_FILE_UNREADABLE'],
  ])('%s: %s', async (name, code) => {
    expect(await failureCode(() => openStreamed(join(folder, name)))).toBe(code);
  });
});
