import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { digestOf, imagesBench, resolved } from '../../testing/images-bench.ts';

describe('images/removal and ancestors', () => {
  let bench: Awaited<ReturnType<typeof imagesBench>>;
  beforeAll(async () => {
    bench = await imagesBench();
  });
  afterAll(() => bench.close());
  beforeEach(() => bench.reset());

  it('removes an image, and what is marked stays out of sight', async () => {
    await bench.add('app:1');
    const gone = await bench.server.call('DELETE', `/images/${digestOf('a')}`);
    expect(gone).toMatchObject({ status: 200, body: { image_digest: digestOf('a'), status: 'deleting' } });
    expect(bench.asked.cancelled).toEqual(['a']);
    expect((await bench.server.call('GET', `/images/${digestOf('a')}`)).status).toBe(404);
    expect(await bench.list('?image_status=deleting')).toEqual(['a r.example/app:1']);
    await bench.platform.queue.run(bench.feature.jobs ?? []);
    expect(await bench.list('?image_status=all')).toEqual([]);
    expect((await bench.server.call('DELETE', `/images/${digestOf('a')}`)).status).toBe(404);
  });

  it('an image that is added while it goes begins anew', async () => {
    await bench.add('app:1', '', { annotations: { old: 'yes' } });
    await bench.server.call('DELETE', `/images/${digestOf('a')}`);
    expect((await bench.add('app:1')).body).toMatchObject({ annotations: {}, analysis_status: 'not_analyzed' });
    await bench.platform.queue.run(bench.feature.jobs ?? []);
    expect(await bench.list()).toEqual(['a r.example/app:1']);
  });

  it('keeps the newest image of a watched tag unless it is forced', async () => {
    await bench.add('app:1');
    const watch = { id: 's', type: 'tag_update', key: 'r.example/app:1', active: true };
    await bench.scope.insert('subscription', watch).execute();
    const refused = await bench.server.call('DELETE', `/images/${digestOf('a')}`);
    expect(refused).toMatchObject({ status: 400, body: { error_type: 'IMAGE_IN_USE' } });
    const many = await bench.server.call('DELETE', `/images?image_digests=${digestOf('a')},${digestOf('e')}`);
    expect(many.body).toMatchObject([
      { image_digest: digestOf('a'), status: 'delete_failed' },
      { image_digest: digestOf('e'), status: 'not_found' },
    ]);
    const forced = await bench.server.call('DELETE', `/images?image_digests=${digestOf('a')}&force=true`);
    expect(forced.body).toEqual([{ image_digest: digestOf('a'), status: 'deleting' }]);
    const [subscription] = await bench.scope.select('subscription').select('active').execute();
    expect(subscription).toEqual({ active: false });
  });

  it('names ancestors by shared layers, the chosen base first', async () => {
    for (const [letter, layers] of [
      ['a', ['1', '2', '3']],
      ['b', ['1']],
      ['c', ['1', '2']],
      ['d', ['1', '2', '3']],
      ['e', ['2']],
    ] as const) {
      bench.registry.set(`app:${letter}`, resolved(letter));
      await bench.add(`app:${letter}`);
      await bench.analyzed(letter, { layer_count: layers.length });
      const rows = layers.map((layer, position) => ({
        digest: digestOf(letter),
        position,
        layer_digest: digestOf(layer),
        diff_id: digestOf(layer),
      }));
      await bench.scope.insert('image_layer', rows).execute();
    }
    const path = `/images/${digestOf('a')}/ancestors`;
    expect((await bench.server.call('GET', path)).body).toEqual([
      {
        image_digest: digestOf('c'),
        parent_digest: digestOf('c'),
        tags: ['r.example/app:c'],
        layers: [digestOf('1'), digestOf('2')],
        user_marked_base: false,
        chosen_base_image: true,
      },
      expect.objectContaining({ image_digest: digestOf('b'), chosen_base_image: false }),
    ]);
    await bench.add('app:b', '', { annotations: { 'anchore.user/marked_base_image': 'true' } });
    expect((await bench.server.call('GET', path)).body).toMatchObject([
      { image_digest: digestOf('b'), user_marked_base: true, chosen_base_image: true },
      { image_digest: digestOf('c'), user_marked_base: false, chosen_base_image: false },
    ]);
  });
});
