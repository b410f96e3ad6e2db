import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoped } from '../../kernel/db/index.ts';
import { addImage, type TestPlatform, testPlatform } from '../../testing/index.ts';
import { createStigFeature } from './index.ts';
import { addEvaluation, deleteEvaluation, evaluationFile, evaluationsOf, replaceEvaluation } from './store.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const text = (status: string, at?: string) =>
  JSON.stringify({
    profiles: [
      { name: 'named inside', controls: [{ id: 'SV-1', results: [{ status, ...(at ? { start_time: at } : {}) }] }] },
    ],
  });

describe('stig', () => {
  let platform: TestPlatform;
  const team = () => scoped(platform.db, 'team-a');
  const now = new Date('2026-01-02T03:04:05Z');
  beforeAll(async () => {
    platform = await testPlatform();
    await addImage(platform, { account: 'team-a', digest, tag: 'r.example/a:1' });
  });
  afterAll(() => platform.close());

  it('keeps the document as it came, counts the states, and tells when the scanner ran', async () => {
    const upload = { profile: null, text: text('failed', '2026-01-01T00:00:00Z') };
    const { id } = await addEvaluation(team(), { digest, upload, now });
    const { row, bytes } = await evaluationFile(team(), digest, id);
    expect(Buffer.from(bytes).toString()).toBe(upload.text);
    expect(row).toMatchObject({ profile: 'named inside', format: 'hdfjson', results: { Open: 1, NotAFinding: 0 } });
    const images = { get: () => Promise.reject(new Error('not asked')) };
    const { stigEvaluations } = createStigFeature({ platform, images });
    expect(await stigEvaluations.of(team(), digest)).toMatchObject([{ id, evaluatedAt: '2026-01-01T00:00:00.000Z' }]);
  });

  it('replaces under the same id, and lists newest first', async () => {
    const [first] = await evaluationsOf(team(), digest);
    const later = new Date('2026-01-03T00:00:00Z');
    const id = first?.id ?? '';
    const upload = { profile: 'mine', text: text('passed') };
    await replaceEvaluation(team(), { digest, id, upload, now: later });
    const other = await addEvaluation(team(), { digest, upload, now });
    expect((await evaluationsOf(team(), digest)).map((row) => [row.id, row.profile])).toEqual([
      [id, 'mine'],
      [other.id, 'mine'],
    ]);
  });

  it('keeps what was stored when a replacement is not understood', async () => {
    const [first] = await evaluationsOf(team(), digest);
    const change = { digest, id: first?.id ?? '', upload: { profile: null, text: '{}' }, now };
    await expect(replaceEvaluation(team(), change)).rejects.toMatchObject({ code: 'POLICY_NOT_STIG_RESULTS' });
    expect((await evaluationsOf(team(), digest))[0]).toEqual(first);
  });

  it.each(['', 'no-uuid', '00000000-0000-0000-0000-000000000000'])('has nothing named %j', async (id) => {
    await expect(deleteEvaluation(team(), digest, id)).rejects.toMatchObject({ code: 'STIG_NOT_FOUND' });
  });

  it('keeps accounts apart', async () => {
    const other = scoped(platform.db, 'team-b');
    const [first] = await evaluationsOf(team(), digest);
    expect(await evaluationsOf(other, digest)).toEqual([]);
    await expect(evaluationFile(other, digest, first?.id ?? '')).rejects.toMatchObject({ code: 'STIG_NOT_FOUND' });
  });

  it('refuses more than an image may have', async () => {
    const upload = { profile: null, text: text('passed') };
    const add = () => addEvaluation(team(), { digest, upload, now });
    for (let have = (await evaluationsOf(team(), digest)).length; have < 100; have++) await add();
    await expect(add()).rejects.toMatchObject({ code: 'STIG_TOO_MANY' });
  });
});
