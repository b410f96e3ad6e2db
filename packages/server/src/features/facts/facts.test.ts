import type { FactPart } from '@gantry/core';
import { aBill, aPackage } from '@gantry/policy/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Row, scoped } from '../../kernel/db/index.ts';
import { addImage, type TestPlatform, testPlatform } from '../../testing/index.ts';
import type { DocumentKind } from '../images/ports.ts';
import { createFacts, type FactsDeps } from './index.ts';

const [old, app, other] = ['a', 'b', 'c'].map((letter) => `sha256:${letter.repeat(64)}`) as [string, string, string];
const tag = 'r.example/app:1';
const analyzed: Partial<Record<DocumentKind, unknown>> = {
  inspection_files: { entries: [] },
  inspection_unread: [],
};

describe('facts', () => {
  let platform: TestPlatform;
  let documents: Partial<Record<DocumentKind, unknown>> = {};
  const scope = () => scoped(platform.db, 'team-a');
  const image = { digest: app, annotations: { team: 'x' } } as unknown as Row<'image'>;
  const facts = () =>
    createFacts({ images, stigEvaluations: { of: async () => [] }, annotations: { of: async () => [] } });
  const images: FactsDeps['images'] = {
    ancestors: async () => [{ digest: old, layer_count: 2 } as Row<'image'>],
    tags: async () => [{ full_tag: 'r.example/base:1' } as Row<'image_tag'>],
    bill: async () => aBill([aPackage('npm', 'lodash')]),
    documents: async () => new Map(Object.keys(documents).map((kind) => [kind as DocumentKind, `sha256:${kind}`])),
    document: async (_scope, _digest, kind) =>
      kind in documents ? Buffer.from(JSON.stringify(documents[kind])) : null,
  };
  const request = (...needed: FactPart[]) => ({ image, tag, needed: new Set(needed) });
  beforeAll(async () => {
    platform = await testPlatform();
    for (const [digest, at] of [
      [old, '2026-01-01T00:00:00Z'],
      [app, '2026-01-02T00:00:00Z'],
      [other, '2026-01-03T00:00:00Z'],
    ] as const) {
      await addImage(platform, { account: 'team-a', digest, tag });
      await platform.db.updateTable('image').set({ analysis_status: 'analyzed' }).execute();
      await platform.db.updateTable('image_tag').set({ detected_at: at }).where('digest', '=', digest).execute();
    }
    const layers = ['sha256:one', 'sha256:two'].map((diff_id, position) => ({
      ...{ digest: old, diff_id, position, layer_digest: diff_id },
    }));
    await scope().insert('image_layer', layers).execute();
  });
  afterAll(() => platform.close());

  it.each<[string, FactPart[], object]>([
    ['nothing', [], {}],
    ['annotations', ['annotations'], { annotations: { team: 'x' } }],
    ['STIG results', ['stigEvaluations'], { stigEvaluations: [] }],
    ['statements', ['vulnerabilityAnnotations'], { vulnerabilityAnnotations: [] }],
    ['no signatures, when nobody looked', ['attachments'], { attachments: null }],
    [
      'the base',
      ['ancestry'],
      {
        ancestry: {
          ancestors: [{ digest: old, tags: ['r.example/base:1'], layers: 2 }],
          base: { digest: old, tags: ['r.example/base:1'], layers: 2 },
        },
        base: { reference: old, diffIds: ['sha256:one', 'sha256:two'] },
      },
    ],
    ['the image that the tag named before', ['previous'], { previous: { digest: old, packages: [expect.anything()] } }],
  ])('context: %s', async (_name, needed, expected) => {
    expect((await facts().context(scope(), request(...needed))).facts).toEqual(expected);
  });

  it.each([
    ['the first image of a tag has none before it', { ...image, digest: old }, tag, 'none'],
    ['an image without the tag is compared with what it names', image, 'r.example/app:2', 'none'],
    ['the newest has the one before', { ...image, digest: other }, tag, app],
  ])('previous: %s', async (_name, one, full, digest) => {
    const { previous } = (await facts().context(scope(), { image: one, tag: full, needed: new Set(['previous']) }))
      .facts;
    expect(typeof previous === 'object' ? previous?.digest : previous).toBe(digest);
  });

  it('digests change with what is needed and what is there', async () => {
    documents = {};
    const digest = (...needed: FactPart[]) => facts().inspectionDigest(scope(), request(...needed));
    expect(await digest('files')).toBe('none');
    documents = analyzed;
    const found = await digest('files');
    expect(found).toMatch(/^sha256:/);
    expect(await digest('annotations')).toBe('none');
    documents = { ...analyzed, inspection_malware: [] };
    expect(await digest('files', 'malware')).not.toBe(found);
    expect(await digest('files')).toBe(found);
  });

  it('reads what an analysis wrote', async () => {
    documents = analyzed;
    const seen = await facts().inspection(scope(), request('files', 'malware'));
    expect(seen).toMatchObject({ files: { entries: [] }, malware: null, secretSearch: null, unread: [] });
    documents = {};
    expect(await facts().inspection(scope(), request('files'))).toBeNull();
  });
});
