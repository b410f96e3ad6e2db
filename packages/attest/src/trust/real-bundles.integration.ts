import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { provenanceOf } from '../intoto/index.ts';
import { readTrustRoot } from '../sigstore/index.ts';
import { anAttachment } from '../testing/index.ts';
import { readAttachment } from './claim.ts';
import { examine } from './examine.ts';

/** The module github.com/sigstore/sigstore-go 1.1.3: bundles that npm and GitHub made, and the root of the public deployment. */
const folder = process.env['GANTRY_SIGSTORE_GO'] ?? '/tmp/gantry-sigstore-go';
const hasFiles = existsSync(join(folder, 'examples'));
if (!hasFiles) console.log(`skipped: needs the sources of sigstore-go in ${folder} (GANTRY_SIGSTORE_GO)`);

const text = (...names: string[]): string => readFileSync(join(folder, ...names), 'utf8');
const data = join('pkg', 'testing', 'data', 'bundles');
const identity = {
  identities: ['https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main'],
  issuers: ['https://token.actions.githubusercontent.com'],
} as const;

describe.skipIf(!hasFiles)('bundles from the wild', () => {
  it.each([
    ['provenance of 1.3.0', [join('examples', 'bundle-provenance.json')]],
    ['provenance of 2.0.0', [data, 'sigstore.js@2.0.0-provenance.sigstore.json']],
  ])('%s is verified with the root of the public deployment', (_what, names) => {
    const root = readTrustRoot(text('examples', 'trusted-root-public-good.json'), 'root');
    const attachment = anAttachment('sigstore-bundle', text(...names));
    const { claim } = readAttachment(attachment);
    if (claim.kind !== 'statement') throw new Error('it is no statement');
    const [subject] = claim.statement.subjects;
    const image = { digests: [`sha512:${subject?.digest['sha512'] ?? ''}`], rawManifest: '' };
    const result = examine(attachment, image, { keys: [], identity, root });
    expect(result.verification).toMatchObject({
      ok: true,
      by: [{ kind: 'identity', identity: identity.identities[0] }],
    });
    expect(provenanceOf(claim.statement)).toMatchObject({
      source: expect.stringContaining('https://github.com/sigstore/sigstore-js') as unknown,
      complete: true,
    });
    const altered = attachment.content.replace(/"integratedTime": ?"1/, '"integratedTime":"2');
    const other = examine({ ...attachment, content: altered }, image, { keys: [], identity, root });
    expect(other.verification.ok).toBe(false);
  });
});
