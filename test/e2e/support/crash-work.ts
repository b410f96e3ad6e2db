import { setTimeout as wait } from 'node:timers/promises';
import type { KillableServer } from './killable-server.ts';
import { digestOf, type MadeImage, manifestType } from './made-images.ts';
import type { Random } from './random.ts';
import type { ServerReply } from './server.ts';

/** What clients ask of the servers, and what they were told: every word of it must stay true. */
export interface CrashWork {
  /** Images that the server said it had, by digest. */
  readonly added: ReadonlyMap<string, MadeImage>;
  /** Images that the server evaluated, and its word. */
  readonly checked: ReadonlyMap<string, string>;
  /** Accounts that the server said it had. */
  readonly accounts: readonly string[];
  /** Replies that were neither success nor an expected refusal. */
  readonly odd: readonly string[];
  /** Calls of a kind under way now. */
  underWay(kind: 'adding' | 'evaluating'): number;
  /** Adds images until that many are there, and evaluates what is analyzed, as long as the server lives or until `enough`. */
  drive(server: KillableServer, target: number, enough?: () => boolean): Promise<void>;
}

/** The work of a run: images to pull from the registry, images to import, and evaluations in between. */
export function crashWork(parts: {
  readonly pulled: readonly MadeImage[];
  readonly imported: readonly MadeImage[];
  readonly host: string;
  readonly random: Random;
}): CrashWork {
  const added = new Map<string, MadeImage>();
  const checked = new Map<string, string>();
  const accounts: string[] = [];
  const odd: string[] = [];
  const busy = { adding: 0, evaluating: 0 };
  const waiting = mixed(parts.pulled, parts.imported);
  let registered = false;

  const during = async <T>(kind: keyof typeof busy, work: () => Promise<T>): Promise<T> => {
    busy[kind] += 1;
    return work().finally(() => {
      busy[kind] -= 1;
    });
  };
  const done: Done = <T>(what: string, reply: ServerReply | null, fine: readonly number[] = []): T | null => {
    if (reply === null) return null;
    if (reply.status === 200) return reply.body as T;
    if (!fine.includes(reply.status)) odd.push(`${what}: ${reply.status} ${reply.text.slice(0, 300)}`);
    return null;
  };
  const register = async (server: KillableServer): Promise<void> => {
    if (registered) return;
    const reply = await server.call('POST', '/v2/registries', registration(parts.host));
    // A killed server may have kept it, and not been able to say so.
    registered = done('registry', reply, [409]) !== null || reply?.status === 409;
  };
  const add = async (server: KillableServer, image: MadeImage): Promise<void> => {
    const source = parts.imported.includes(image)
      ? await upload(server, image, done)
      : { tag: { pull_string: `${parts.host}/${image.repository}:${image.tag}` } };
    if (source === null) return;
    const reply = done<{ image_digest: string }>('image', await server.call('POST', '/v2/images', { source }));
    if (reply === null) return;
    if (reply.image_digest !== image.digest) odd.push(`another digest for ${image.tag}: ${reply.image_digest}`);
    added.set(image.digest, image);
    waiting.splice(waiting.indexOf(image), 1);
  };
  const addAll = async (server: KillableServer, target: number): Promise<void> => {
    await register(server);
    const name = `crash-${accounts.length}`;
    const reply = await server.call('POST', '/v2/accounts', { name });
    if (done('account', reply, [409]) !== null || reply?.status === 409) accounts.push(name);
    for (const image of [...waiting]) {
      if (!server.isAlive() || added.size >= target) return;
      await during('adding', () => add(server, image));
      await wait(parts.random.below(40));
    }
  };
  const checkSome = async (server: KillableServer, enough: () => boolean): Promise<void> => {
    while (server.isAlive() && !enough()) {
      await wait(50);
      if (added.size === 0) continue;
      const { digest, repository, tag } = parts.random.pick([...added.values()]);
      const query = `tag=${encodeURIComponent(`${parts.host}/${repository}:${tag}`)}&detail=false`;
      const path = `/v2/images/${digest}/check?${query}`;
      const reply = await during('evaluating', () => server.call('GET', path));
      // The refusals: not analyzed yet, or never.
      const check = done<{ evaluations: readonly { final_action: string }[] }>('check', reply, [404, 409]);
      if (check !== null) checked.set(digest, check.evaluations[0]?.final_action ?? '');
    }
  };
  return {
    added,
    checked,
    accounts,
    odd,
    underWay: (kind) => busy[kind],
    drive: async (server, target, enough = () => false) => {
      if ((await server.ready) === null) return;
      await Promise.all([addAll(server, target), checkSome(server, enough)]);
    },
  };
}

/** An import after every few pulls. */
function mixed(pulled: readonly MadeImage[], imported: readonly MadeImage[]): MadeImage[] {
  const every = Math.max(1, Math.floor(pulled.length / Math.max(1, imported.length)));
  const rest = [...imported];
  const list = pulled.flatMap((image, index) =>
    index % every === every - 1 ? [image, ...rest.splice(0, 1)] : [image],
  );
  return [...list, ...rest];
}

function registration(host: string): object {
  return {
    registry: host,
    registry_name: 'crash',
    registry_type: 'docker_v2',
    registry_user: 'x',
    registry_pass: 'x',
    registry_verify: false,
  };
}

/** What a successful reply says; null otherwise. Refusals that are not `fine` are noted. */
type Done = <T>(what: string, reply: ServerReply | null, fine?: readonly number[]) => T | null;

/** Uploads the parts of an image; null when the server ended meanwhile: then a new operation is begun. */
async function upload(server: KillableServer, image: MadeImage, done: Done): Promise<object | null> {
  const begun = done<{ uuid: string }>('import', await server.call('POST', '/v2/imports/images'));
  if (begun === null) return null;
  const { uuid } = begun;
  const contents: Record<string, string> = {};
  const parts: readonly (readonly [string, string, string, string])[] = [
    ['packages', 'packages', JSON.stringify(syftDocument(image)), 'application/json'],
    ['image_config', 'image-config', image.config.toString(), 'application/json'],
    ['manifest', 'manifest', image.manifest.toString(), manifestType],
  ];
  for (const [kind, path, text, type] of parts) {
    const reply = await server.call('POST', `/v2/imports/images/${uuid}/${path}`, text, type);
    if (done(path, reply) === null) return null;
    contents[kind] = digestOf(text);
  }
  const tags = [`registry.example.com/${image.repository}:${image.tag}`];
  return { import: { operation_uuid: uuid, digest: image.digest, tags, contents } };
}

function syftDocument({ tag }: MadeImage): object {
  const names = Array.from({ length: 30 }, (_, index) => `imported-${tag}-${index}`);
  return {
    artifacts: [...names, 'minimist'].map((name) => ({
      id: name,
      name,
      version: '1.2.0',
      type: 'npm',
      language: 'javascript',
      locations: [{ path: `/app/node_modules/${name}/package.json` }],
      licenses: ['MIT'],
      cpes: [],
      purl: `pkg:npm/${name}@1.2.0`,
    })),
    source: { type: 'image', target: { userInput: 'app:1' } },
    distro: { name: 'debian', id: 'debian', versionID: '12' },
  };
}
