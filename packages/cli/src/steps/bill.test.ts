import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fakeTerminal } from '../testing/fake-terminal.ts';
import { billOf } from './bill.ts';

const folder = mkdtempSync(join(tmpdir(), 'gantry-bill-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('steps/bill', () => {
  it('an error names the target, whoever threw it', async () => {
    const path = join(folder, 'image.tar');
    writeFileSync(path, 'x'.repeat(1024));
    const error = await billOf(`docker-archive:${path}`, {}, fakeTerminal()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'IO_TAR_CORRUPT',
      message: expect.stringContaining(`docker-archive:${path}: `),
    });
  });

  it('standard input has a name already', async () => {
    const error = await billOf('sbom:-', {}, fakeTerminal({ stdin: '{' })).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'SBOM_JSON_INVALID', message: expect.stringMatching(/^standard input /) });
  });
});
