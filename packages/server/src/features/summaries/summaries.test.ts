import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoped } from '../../kernel/db/index.ts';
import { type TestPlatform, type TestServer, testPlatform, testServer } from '../../testing/index.ts';
import { createSummariesFeature } from './index.ts';

const digestOf = (letter: string): string => `sha256:${letter.repeat(64)}`;

/** Digest, state, analysis, tags (repository:tag at a minute). */
const rows = [
  ['a', 'active', 'analyzed', ['app:1@1', 'app:2@2']],
  ['b', 'active', 'not_analyzed', ['app:2@3']],
  ['c', 'active', 'analysis_failed', ['team_x/web:1@4']],
  ['d', 'deleting', 'analyzed', ['old:1@5']],
  ['e', 'active', 'analyzing', []],
] as const;

describe('summaries', () => {
  let platform: TestPlatform;
  let server: TestServer;

  beforeAll(async () => {
    platform = await testPlatform();
    server = await testServer(platform, createSummariesFeature().routes);
    const scope = scoped(platform.db, 'team-a');
    for (const [letter, status, analysis_status, tags] of rows) {
      await scope
        .insert('image', {
          digest: digestOf(letter),
          parent_digest: digestOf('f'),
          image_id: letter.repeat(64),
          status,
          analysis_status,
          analysis_history: '[]',
          annotations: '{}',
          origin: 'registry',
          created_at: '2026-01-01T00:00:00Z',
          analyzed_at: analysis_status === 'analyzed' ? '2026-01-01T01:00:00Z' : null,
        })
        .execute();
      for (const text of tags) {
        const [repo = '', tag = '', minute = ''] = text.split(/[:@]/);
        const names = { registry: 'r.example', repo, tag, full_tag: `r.example/${repo}:${tag}` };
        const detected_at = `2026-01-01T00:0${minute}:00Z`;
        await scope.insert('image_tag', { digest: digestOf(letter), ...names, detected_at }).execute();
      }
    }
  });
  afterAll(async () => {
    await server.close();
    await platform.close();
  });

  const list = async (query = '') => {
    const { status, body } = await server.call('GET', `/summaries/image-tags${query}`);
    expect(status).toBe(200);
    const { items, total_rows } = body as { items: { image_digest: string; full_tag: string }[]; total_rows: number };
    return [total_rows, ...items.map((item) => `${item.image_digest.slice(7, 8)} ${item.full_tag.slice(10)}`)];
  };

  it('shows a tag with its image, times in seconds', async () => {
    const { body } = await server.call('GET', '/summaries/image-tags?tag=1&repository=app');
    expect(body).toEqual({
      total_rows: 1,
      items: [
        {
          image_digest: digestOf('a'),
          parent_digest: digestOf('f'),
          image_id: 'a'.repeat(64),
          analysis_status: 'analyzed',
          full_tag: 'r.example/app:1',
          created_at: 1_767_225_600,
          analyzed_at: 1_767_229_200,
          tag_detected_at: 1_767_225_660,
          image_status: 'active',
        },
      ],
    });
  });

  it.each([
    ['', [4, 'a app:1', 'b app:2', 'a app:2', 'c team_x/web:1']],
    ['?image_status=all', [5, 'a app:1', 'b app:2', 'a app:2', 'd old:1', 'c team_x/web:1']],
    ['?image_status=deleting', [1, 'd old:1']],
    ['?image_status=active,deleting&analysis_status=analyzed', [3, 'a app:1', 'a app:2', 'd old:1']],
    ['?analysis_status=not_analyzed,analysis_failed', [2, 'b app:2', 'c team_x/web:1']],
    ['?analyzed_since=2026-01-01T00:30:00Z', [2, 'a app:1', 'a app:2']],
    ['?registry=other.example', [0]],
    ['?repository=team_x/web', [1, 'c team_x/web:1']],
    ['?filter=TEAM_X', [1, 'c team_x/web:1']],
    ['?filter=team%25', [0]],
    [`?filter=${'b'.repeat(10)}`, [1, 'b app:2']],
    ['?runtime=true', [0]],
    ['?order_by=tag_detected_at&order_by_descending=true', [4, 'c team_x/web:1', 'b app:2', 'a app:2', 'a app:1']],
    [
      '?order_by=analysis_status,full_tag&order_by_descending=false,true',
      [4, 'c team_x/web:1', 'a app:2', 'a app:1', 'b app:2'],
    ],
    ['?limit=2', [4, 'a app:1', 'b app:2']],
    ['?limit=2&page=2', [4, 'a app:2', 'c team_x/web:1']],
    ['?limit=2&page=3', [4]],
    ['?page=2', [4]],
  ])('lists tags %s', async (query, expected) => {
    expect(await list(query)).toEqual(expected);
  });

  it.each(['?limit=0', '?page=0', '?limit=x', '?analyzed_since=x', '?order_by=colour', '?image_status=gone'])(
    'refuses %s',
    async (query) => {
      expect((await server.call('GET', `/summaries/image-tags${query}`)).status).toBe(400);
    },
  );

  it.each([
    ['', { tags: 3, images: 4, analyzed: 1, analyzing: 1, pending: 1, failed: 1 }],
    ['?image_status=all', { tags: 4, images: 5, analyzed: 2, analyzing: 1, pending: 1, failed: 1 }],
    ['?repo=app', { tags: 2, images: 2, analyzed: 1, analyzing: 0, pending: 1, failed: 0 }],
    ['?registry=none', { tags: 0, images: 0, analyzed: 0, analyzing: 0, pending: 0, failed: 0 }],
  ])('counts images %s', async (query, counts) => {
    expect((await server.call('GET', `/summaries/image-counts${query}`)).body).toEqual(counts);
  });

  it('keeps accounts apart', async () => {
    const none = { tags: 0, images: 0, analyzed: 0, analyzing: 0, pending: 0, failed: 0 };
    expect((await server.call('GET', '/summaries/image-counts', { account: 'team-b' })).body).toEqual(none);
    expect((await server.call('GET', '/summaries/image-tags', { account: 'team-b' })).body).toEqual({
      items: [],
      total_rows: 0,
    });
  });
});
