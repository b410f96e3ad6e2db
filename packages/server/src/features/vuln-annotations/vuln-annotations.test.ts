import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoped } from '../../kernel/db/index.ts';
import { addImage, type TestPlatform, testPlatform } from '../../testing/index.ts';
import { addAnnotation, annotationsOf, changeAnnotation, deleteAnnotation } from './store.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const said = { author: 'ann', now: new Date('2026-01-02T03:04:05Z') };

describe('vuln-annotations', () => {
  let platform: TestPlatform;
  const team = () => scoped(platform.db, 'team-a');
  const state = (vulnerability_id: string, name?: string) =>
    addAnnotation(team(), digest, {
      annotation: { vulnerability_id, status: 'under_investigation' },
      package_identifier: name === undefined ? null : { name, version: '1', type: 'npm' },
      ...said,
    });
  beforeAll(async () => {
    platform = await testPlatform();
    await addImage(platform, { account: 'team-a', digest, tag: 'r.example/a:1' });
  });
  afterAll(() => platform.close());

  it('keeps one statement for each vulnerability and package', async () => {
    const { id } = await state('CVE-1', 'lodash');
    await state('CVE-1');
    await state('CVE-1', 'left-pad');
    await expect(state('CVE-1', 'lodash')).rejects.toMatchObject({
      code: 'ANNOTATION_EXISTS',
      message: expect.stringContaining(id),
    });
    await expect(state('CVE-1')).rejects.toMatchObject({ code: 'ANNOTATION_EXISTS' });
  });

  it.each([
    [{}, 3],
    [{ vulnerability_id: 'CVE-1', package_name: 'lodash' }, 1],
    [{ package_version: '2' }, 0],
    [{ package_type: 'npm' }, 2],
    [{ vulnerability_id: 'CVE-9' }, 0],
  ])('narrows a listing to %j', async (filter, count) => {
    expect(await annotationsOf(team(), digest, filter)).toHaveLength(count);
  });

  it('raises the version with every change, and names who changed it', async () => {
    const { id } = await state('CVE-2');
    const annotation = {
      vulnerability_id: 'ignored',
      status: 'not_affected',
      justification: 'component_not_present',
    } as const;
    const change = { digest, id, annotation, author: 'bob', now: new Date('2026-01-03T00:00:00Z') };
    const row = await changeAnnotation(team(), change);
    expect(row).toMatchObject({ version: 2, author: 'bob', vulnerability_id: 'CVE-2', status: 'not_affected' });
  });

  it('demands a reason for "not affected"', async () => {
    const annotation = { vulnerability_id: 'CVE-3', status: 'not_affected' } as const;
    await expect(addAnnotation(team(), digest, { annotation, ...said })).rejects.toMatchObject({
      code: 'ANNOTATION_UNJUSTIFIED',
    });
  });

  it('keeps accounts apart', async () => {
    const { id } = await state('CVE-4');
    const other = scoped(platform.db, 'team-b');
    expect(await annotationsOf(other, digest)).toEqual([]);
    await expect(deleteAnnotation(other, digest, id)).rejects.toMatchObject({ code: 'ANNOTATION_NOT_FOUND' });
    await deleteAnnotation(team(), digest, id);
    await expect(deleteAnnotation(team(), digest, id)).rejects.toMatchObject({ code: 'ANNOTATION_NOT_FOUND' });
  });
});
