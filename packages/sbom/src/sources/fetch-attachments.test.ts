import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attachments } from '@gantry/core';
import { afterEach, describe, expect, it } from 'vitest';
import { type AttachedLayer, buildAttached, buildList } from '../testing/attached.ts';
import { type FakeRegistry, type FakeRegistryOptions, startFakeRegistry } from '../testing/fake-registry.ts';
import { type BuiltImage, buildImage, buildIndex, layoutFiles, writeFolder } from '../testing/image-builder.ts';
import { writeTar } from '../testing/tar-writer.ts';
import { fetchAttachments } from './fetch-attachments.ts';

type Built = Pick<BuiltImage, 'manifest' | 'blobs'>;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const image = buildImage({ layers: [{ files: { a: 'one' } }] });
const arm = buildImage({ layers: [{ files: { a: 'arm' } }], platform: { os: 'linux', architecture: 'arm64' } });
const { digest } = image.manifest;
const tag = digest.replace(':', '-');
const signatureKey = 'dev.cosignproject.cosign/signature';

function simple(text: string, signature: string): AttachedLayer {
  const mediaType = 'application/vnd.dev.cosign.simplesigning.v1+json';
  return { mediaType, text, annotations: { [signatureKey]: signature, 'org.example.note': 'left out' } };
}

const dsse: AttachedLayer = { mediaType: 'application/vnd.dsse.envelope.v1+json', text: '{"payloadType":"x"}' };
const bundle: AttachedLayer = { mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json', text: '{"bundle":1}' };
const statement: AttachedLayer = { mediaType: 'application/vnd.in-toto+json', text: '{"_type":"x"}' };
const bill: AttachedLayer = { mediaType: 'application/spdx+json', text: '{}' };
const signatures = buildAttached([simple('payload', 's1'), simple('payload', 's2')]);
const attestations = buildAttached([dsse, bill]);
const referrer = buildAttached([bundle], { subject: image.manifest, artifactType: bundle.mediaType });
const stray = buildAttached([bundle], { subject: arm.manifest });
const notary = buildAttached([{ mediaType: 'application/jose+json', text: '{}' }], {
  subject: image.manifest,
  artifactType: 'application/vnd.cncf.notary.signature',
});

async function registry(options: FakeRegistryOptions): Promise<FakeRegistry> {
  const started = await startFakeRegistry(options);
  closers.push(() => started.close());
  return started;
}

async function folder(files: Record<string, Uint8Array | string>): Promise<string> {
  const made = await writeFolder(files);
  closers.push(() => made.remove());
  return made.path;
}

const alone = { registry: { dockerConfig: null } };

async function found(images: Record<string, Built>, more: Partial<FakeRegistryOptions> = {}, target = 'app:v1') {
  const started = await registry({ images: { app: images }, ...more });
  const result = await fetchAttachments(`registry:${started.host}/${target}`, { ...alone, platform: 'linux/amd64' });
  return { result, seen: started.seen };
}

function short(result: Attachments | null): readonly string[] {
  return (result?.found ?? []).map(({ kind, from, content }) => `${kind} ${from} ${content}`).sort();
}

const cosign = { v1: image, [`${tag}.sig`]: signatures, [`${tag}.att`]: attestations };

describe('sbom/sources fetchAttachments of a registry', () => {
  it('finds what cosign keeps under its tags, each signature of the same text', async () => {
    const { result, seen } = await found(cosign);
    expect(short(result)).toEqual([
      'cosign-signature tag payload',
      'cosign-signature tag payload',
      'dsse tag {"payloadType":"x"}',
    ]);
    const [first, second] = (result?.found ?? []).filter(({ kind }) => kind === 'cosign-signature');
    expect([first?.annotations, second?.annotations]).toEqual([{ [signatureKey]: 's1' }, { [signatureKey]: 's2' }]);
    expect(first?.subject).toBe(digest);
    expect(result?.unread).toEqual([]);
    expect(seen.filter((line) => !line.includes('/v2/'))).toEqual([]);
  });

  it('asks the referrers API, page by page, and its fallback tag', async () => {
    const lists = [buildList([]), buildList([referrer.manifest])];
    const pages = lists.map(({ manifest, blobs }) => Buffer.from(blobs.get(manifest.digest) ?? []).toString());
    const byApi = await found({ v1: image, x: referrer }, { referrers: { [digest]: pages } });
    expect(short(byApi.result)).toEqual(['sigstore-bundle referrer {"bundle":1}']);
    const byTag = await found({ v1: image, [tag]: lists[1] as Built, x: referrer });
    expect(short(byTag.result)).toEqual(['sigstore-bundle referrer {"bundle":1}']);
  });

  it('looks beside the index too, and into it for statements of BuildKit', async () => {
    const attested = buildAttached([statement]);
    const entry = {
      ...attested.manifest,
      platform: { os: 'unknown', architecture: 'unknown' },
      annotations: { 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': digest },
    };
    const index = buildIndex([image, arm], [entry]);
    const ofIndex = `${index.manifest.digest.replace(':', '-')}.sig`;
    const { result } = await found({ v1: index, [ofIndex]: signatures, x: attested });
    expect(short(result)).toContain('statement index {"_type":"x"}');
    expect(short(result).filter((line) => line.startsWith('cosign'))).toHaveLength(2);
  });

  it('says what could not be had', async () => {
    const damaged = new Map([[signatures.manifest.digest, Buffer.from('{}')]]);
    const { result } = await found(cosign, { tampered: damaged });
    expect(short(result)).toEqual(['dsse tag {"payloadType":"x"}']);
    expect(result?.unread.map(({ because }) => because).join()).toMatch(/is not what its digest says/);
  });

  it.each<[string, Built, RegExp]>([
    ['a signature of another kind', notary, /notary.signature are not read/],
    ['a referrer of another image', stray, /another subject/],
    ['no manifest', { manifest: image.layers[0] as Built['manifest'], blobs: image.blobs }, /not JSON/],
    [
      'too large a layer',
      buildAttached([{ ...bundle, text: 'x'.repeat(5 << 20) }], { subject: image.manifest }),
      /too large/,
    ],
    [
      'too many layers',
      buildAttached(Array(300).fill(bundle) as AttachedLayer[], { subject: image.manifest }),
      /more than 256/,
    ],
  ])('%s is told and not taken', async (_what, attached, because) => {
    const list = buildList([attached.manifest]);
    const { result } = await found({ v1: image, [tag]: list, x: attached });
    expect(result?.found).toEqual([]);
    expect(result?.unread.map((one) => one.because).join()).toMatch(because);
  });

  it('reads no more manifests than anybody attaches', async () => {
    const many = Array.from({ length: 80 }, (_, at) =>
      buildAttached([{ ...bundle, text: `{"n":${at}}` }], { subject: image.manifest }),
    );
    const list = buildList(many.map(({ manifest }) => manifest));
    const { result } = await found({ v1: image, [tag]: list, ...Object.fromEntries(many.entries()) });
    expect(result?.found).toHaveLength(64);
    expect(result?.unread).toHaveLength(16);
  });

  it('a registry that refuses is no registry without signatures', async () => {
    const { result } = await found({ v1: image }, { referrers: { [digest]: 403 } });
    expect(result?.found).toEqual([]);
    expect(result?.unread).toHaveLength(1);
  });
});

interface Entry {
  readonly built: Built;
  readonly annotations?: Readonly<Record<string, string>>;
}

function layout(entries: readonly Entry[]): Record<string, Uint8Array> {
  const files = layoutFiles(Object.fromEntries(entries.map(({ built }, at) => [String(at), built])));
  const manifests = entries.map(({ built, annotations }) => ({
    ...built.manifest,
    ...(annotations && { annotations }),
  }));
  return { ...files, 'index.json': Buffer.from(JSON.stringify({ schemaVersion: 2, manifests })) };
}

const named = (name: string) => ({ 'org.opencontainers.image.ref.name': name });
const marked = (kind: string) => ({ kind: `dev.cosignproject.cosign/${kind}` });

describe('sbom/sources fetchAttachments of a layout', () => {
  it.each<[string, readonly Entry[], readonly string[]]>([
    ['nothing', [{ built: image }], []],
    [
      'tags of cosign',
      [
        { built: image, annotations: named('v1') },
        { built: attestations, annotations: named(`${tag}.att`) },
      ],
      ['dsse tag {"payloadType":"x"}'],
    ],
    [
      'the marks of cosign save',
      [
        { built: image, annotations: marked('image') },
        { built: attestations, annotations: marked('atts') },
      ],
      ['dsse tag {"payloadType":"x"}'],
    ],
    [
      'a referrer, and one of another image',
      [
        { built: image, annotations: named('v1') },
        { built: referrer, annotations: named('r') },
        { built: stray, annotations: named('s') },
      ],
      ['sigstore-bundle referrer {"bundle":1}'],
    ],
    [
      'tags of another image',
      [
        { built: image, annotations: named('v1') },
        { built: attestations, annotations: named(`sha256-${'0'.repeat(64)}.att`) },
      ],
      [],
    ],
  ])('%s', async (_what, entries, expected) => {
    const files = layout(entries);
    const path = await folder(files);
    const target = entries.some(({ annotations }) => annotations !== undefined && 'kind' in annotations)
      ? path
      : `${path}${entries.length > 1 ? ':v1' : ''}`;
    expect(short(await fetchAttachments(`oci-dir:${target}`))).toEqual(expected);
    const archive = join(path, 'image.tar');
    await writeFile(archive, writeTar(files));
    const suffix = target.slice(path.length);
    expect(short(await fetchAttachments(`oci-archive:${archive}${suffix}`))).toEqual(expected);
  });

  it('the fallback tag of referrers leads to them', async () => {
    const list = buildList([referrer.manifest]);
    const files = layout([
      { built: image, annotations: named('v1') },
      { built: list, annotations: named(tag) },
    ]);
    for (const [name, bytes] of referrer.blobs) files[`blobs/${name.replace(':', '/')}`] = bytes;
    expect(short(await fetchAttachments(`oci-dir:${await folder(files)}`))).toEqual([
      'sigstore-bundle referrer {"bundle":1}',
    ]);
  });

  it('signatures beside an image are no images to choose from', async () => {
    const entries = [
      { built: image, annotations: named('v1') },
      { built: signatures, annotations: named(`${tag}.sig`) },
    ];
    const result = await fetchAttachments(`oci-dir:${await folder(layout(entries))}`);
    expect(result?.found).toHaveLength(2);
  });

  it('folders and files have no place for signatures', async () => {
    expect(await fetchAttachments(`dir:${await folder({ a: 'b' })}`)).toBeNull();
  });

  it('the digest of what was found is that of its text', async () => {
    const path = await folder(layout([{ built: image }, { built: attestations, annotations: marked('atts') }]));
    for (const one of (await fetchAttachments(`oci-dir:${path}`))?.found ?? [])
      expect(one.digest).toBe(`sha256:${createHash('sha256').update(one.content).digest('hex')}`);
  });
});
