import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { envelopeText, generateKeys, makeVerdictSummary, readPrivateKey, signStatement } from '@gantry/attest';
import type { Attachments, ImageSource } from '@gantry/core';
import { readTextFile } from '@gantry/io/files';
import { aBill, runRule, someFacts } from '@gantry/policy/testing';
import { fetchAttachments, openTarget } from '@gantry/sbom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const shared = process.env['GANTRY_SHARED'] ?? resolve(import.meta.dirname, '../../../../../shared');
const images = process.env['GANTRY_TEST_IMAGES'] ?? '/tmp/gantry-test-images';
const cosign = process.env['GANTRY_COSIGN'] ?? 'cosign';
const serve = join(shared, 'tools', 'serve-registry');
const missing = [
  ...(spawnSync(cosign, ['version']).status === 0 ? [] : ['cosign (on the PATH, or named by GANTRY_COSIGN)']),
  ...(spawnSync('skopeo', ['--version']).status === 0 ? [] : ['skopeo']),
  ...(existsSync(serve) ? [] : [serve]),
  ...(existsSync(join(images, 'apk-min')) ? [] : [`test images in ${images}`]),
];
if (missing.length > 0) console.log(`skipped: needs ${missing.join(', ')}`);

const folder = mkdtempSync(join(tmpdir(), 'gantry-cosign-'));
const env = {
  ...process.env,
  COSIGN_PASSWORD: 'secret',
  COSIGN_EXPERIMENTAL: '1',
  HOME: folder,
  DOCKER_CONFIG: folder,
};
const at = (name: string): string => join(folder, name);
const keyFlags = ['--key', at('cosign.key'), '--tlog-upload=false', '--allow-insecure-registry', '-y'];
const trust = ['--key', at('cosign.pub'), '--insecure-ignore-tlog=true', '--allow-insecure-registry'];
const slsa = { buildDefinition: { buildType: 't', externalParameters: {} }, runDetails: { builder: { id: 'b' } } };

let target = '';
let source: ImageSource | undefined;

function run(...words: string[]): string {
  return execFileSync(cosign, words, { env, cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

beforeAll(async () => {
  if (missing.length > 0) return;
  const port = startedPort();
  target = `127.0.0.1:${port}/team/app:v1`;
  execFileSync('skopeo', [
    'copy',
    '-q',
    '--dest-tls-verify=false',
    `oci:${join(images, 'apk-min')}`,
    `docker://${target}`,
  ]);
  source = await imageOf(`registry:${target}`);
  run('generate-key-pair');
  writeFileSync(at('slsa.json'), JSON.stringify(slsa));
  run('sign', ...keyFlags, `${target.replace(':v1', '')}@${source.manifestDigest}`);
  run('attest', ...keyFlags, '--type', 'slsaprovenance1', '--predicate', at('slsa.json'), target);
});

afterAll(() => {
  if (missing.length === 0) spawnSync(serve, ['--stop', join(folder, 'registry')]);
  rmSync(folder, { recursive: true, force: true });
});

/** Ports below the range that the system gives to outgoing connections; one that is taken costs another try. */
function startedPort(): number {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const port = 20_000 + ((process.pid * 13 + attempt * 1_511) % 12_000);
    if (spawnSync(serve, [String(port), join(folder, 'registry')]).status === 0) return port;
  }
  throw new Error('no registry could be started');
}

async function found(where: string): Promise<Attachments> {
  const attachments = await fetchAttachments(where, { registry: { dockerConfig: null } });
  if (attachments === null) throw new Error('there is no place for signatures');
  return attachments;
}

async function imageOf(where: string): Promise<ImageSource> {
  const opened = await openTarget(where, { registry: { dockerConfig: null } });
  await opened.close();
  if (opened.kind === 'image') return opened.source;
  throw new Error(`${where} is no image`);
}

interface Beside {
  readonly attachments: Attachments;
  readonly image?: ImageSource;
}

async function judge(rule: string, params: Readonly<Record<string, string>>, { attachments, image = source }: Beside) {
  const keys = await readTextFile(at('cosign.pub'), 10_000);
  const bill = aBill([], image ? { source: image } : {});
  return runRule(`provenance.${rule}`, { keys, ...params }, someFacts({ bill, attachments }));
}

describe.skipIf(missing.length > 0)('what cosign signs', () => {
  it('is found beside the image in a registry and verified', async () => {
    const attachments = await found(`registry:${target}`);
    expect(attachments.found.map(({ kind }) => kind).sort()).toEqual(['cosign-signature', 'dsse']);
    expect(attachments.unread).toEqual([]);
    const rules: [string, Record<string, string>][] = [
      ['signature', {}],
      ['attestation', { predicate_type: 'slsaprovenance1' }],
      ['slsa_build_level', { min_level: '3', builders: 'b=3' }],
    ];
    for (const [rule, params] of rules)
      expect([rule, await judge(rule, params, { attachments })]).toMatchObject([rule, { messages: [], problems: [] }]);
  });

  it('does not count when the key is another', async () => {
    const keys = generateKeys('ed25519').publicKey;
    const { messages } = await judge('signature', { keys }, { attachments: await found(`registry:${target}`) });
    expect(messages.join()).toMatch(/none of the trusted keys/);
  });

  it('is found as a referrer, under the fallback tag of a registry without that API', async () => {
    const name = `${target.replace(':v1', '')}:v2`;
    const from = `oci:${join(images, 'apk-min')}`;
    execFileSync('skopeo', ['copy', '-q', '--dest-tls-verify=false', '-f', 'v2s2', from, `docker://${name}`]);
    run('sign', ...keyFlags, '--registry-referrers-mode', 'oci-1-1', name);
    const attachments = await found(`registry:${name}`);
    expect(attachments.found.map(({ kind, from: how }) => `${kind} ${how}`)).toEqual(['cosign-signature referrer']);
    const image = await imageOf(`registry:${name}`);
    expect(await judge('signature', {}, { attachments, image })).toMatchObject({ messages: [], problems: [] });
  });

  it('is found in what cosign saves', async () => {
    run('save', '--allow-insecure-registry', '--dir', at('saved'), target);
    const attachments = await found(`oci-dir:${at('saved')}`);
    expect(attachments.found.map(({ kind }) => kind).sort()).toEqual(['cosign-signature', 'dsse']);
    expect(await judge('signature', {}, { attachments })).toMatchObject({ messages: [], problems: [] });
  });
});

describe.skipIf(missing.length > 0)('a verdict that Gantry signs', () => {
  it('is verified by cosign, with the key of cosign', async () => {
    const pem = await readTextFile(at('cosign.key'), 10_000);
    const key = readPrivateKey(pem, { name: 'cosign.key', password: 'secret' });
    const sha = (letter: string): string => `sha256:${letter.repeat(64)}`;
    const inputs = { sbom: sha('1'), advisories: sha('2'), inspection: 'none', context: sha('3'), policy: sha('4') };
    const statement = makeVerdictSummary({
      digest: source?.manifestDigest ?? '',
      resourceUri: target,
      action: 'go',
      policy: { id: 'p', name: 'P' },
      inputs: { ...inputs, exceptions: sha('5'), clock: '2026-11-21T12:00:00Z' },
      verifier: { id: 'gantry:test', version: '0' },
      verifiedAt: '2026-11-21T12:00:00Z',
      validFor: 86_400,
    });
    writeFileSync(at('vsa.json'), envelopeText(signStatement(statement, [key])));
    run('attach', 'attestation', '--allow-insecure-registry', '--attestation', at('vsa.json'), target);
    const type = ['--type', 'https://slsa.dev/verification_summary/v1'];
    expect(run('verify-attestation', ...trust, ...type, target)).toContain('payloadType');
    const attachments = await found(`registry:${target}`);
    expect(await judge('vsa', { resource_uri: target, verifiers: 'gantry:test' }, { attachments })).toMatchObject({
      messages: [],
      problems: [],
    });
  });
});
