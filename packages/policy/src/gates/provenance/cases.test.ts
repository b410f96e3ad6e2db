import {
  aKey,
  anAttachment,
  anAttestation,
  aSignature,
  aSigstore,
  aStatement,
  signedImageText,
} from '@gantry/attest/testing';
import type { Attachment, Attachments, PolicyFacts } from '@gantry/core';
import { describeTriggers } from '../../testing/describe-triggers.ts';
import { aBill, anImage, someFacts } from '../../testing/index.ts';

const [key, stranger] = [aKey(), aKey('ed25519')];
const sigstore = aSigstore();
const source = anImage({ indexDigest: `sha256:${'c'.repeat(64)}` });
const { manifestDigest, indexDigest = '' } = source;
const other = `sha256:${'d'.repeat(64)}`;
const keys = { keys: key.pem };
const both = { keys: `${key.pem}\n${stranger.pem}` };
const keyless = {
  identities: 'https://github.com/example/app/*',
  issuers: 'https://token.actions.githubusercontent.com',
  trusted_root: sigstore.trustedRoot,
};

function beside(...found: readonly Attachment[]): PolicyFacts {
  return withUnread(found, []);
}

function withUnread(found: readonly Attachment[], unread: Attachments['unread']): PolicyFacts {
  return someFacts({ bill: aBill([], { source }), attachments: { found, unread } });
}

const short = ({ digest }: Attachment): string => digest.slice(0, 19);
const signed = aSignature(manifestDigest, key);
const strange = aSignature(manifestDigest, stranger);
const elsewhere = aSignature(other, key);
const text = signedImageText(manifestDigest);
const certified = anAttachment('cosign-signature', text, { annotations: sigstore.annotations(text) });
const nothing = 'nothing of that kind lies beside the image';
const failed = [{ from: 'tag sha256-a.sig', because: 'the registry is away' }];
const wrongTrust = [
  [{ keys: 'PEM' }, ['invalid_parameter']],
  [{ identities: 'a' }, ['invalid_parameter']],
  [{ issuers: 'a' }, ['invalid_parameter']],
  [{ identities: 'a', issuers: 'b' }, ['invalid_parameter']],
  [{ trusted_root: '{}' }, ['invalid_parameter']],
] as const;

function refuses(more: Readonly<Record<string, string>>) {
  return wrongTrust.map(([params, problems]) => [{ ...more, ...params }, problems] as const);
}

function missing(more: Readonly<Record<string, string>>) {
  const folder = someFacts({ tag: null, bill: aBill([], { source: { kind: 'directory', target: 'x', path: '/x' } }) });
  const sbom = someFacts({ tag: null, bill: aBill([], { source: { kind: 'other', target: 'x' } }) });
  return [
    [{ ...more, ...keys }, someFacts(), ['error not_evaluated'], 'were not fetched'],
    [{ ...more, ...keys }, folder, ['warn not_applicable'], 'only images'],
    [{ ...more, ...keys }, sbom, ['error not_evaluated'], 'an SBOM alone'],
    [{ ...more, ...keys }, withUnread([], failed), ['warn partly_evaluated'], 'the registry is away'],
    [more, beside(signed), ['error not_evaluated'], 'names nobody to trust'],
  ] as const;
}

const spdx = 'https://spdx.dev/Document';
const created = (when: string) => ({ creationInfo: { created: when } });
const fresh = anAttestation(aStatement(manifestDigest, spdx, created('2026-11-20T00:00:00Z')), key);
const stale = anAttestation(aStatement(manifestDigest, spdx, created('2026-01-20T00:00:00Z')), key);
const ageless = anAttestation(aStatement(manifestDigest, spdx), key);
const ofIndex = anAttestation(aStatement(indexDigest, spdx), key);
const noSpdx = `No attestation of the type ${spdx} by a trusted key or identity is there for the image; `;
const type = { predicate_type: spdx };

const slsa1 = 'https://slsa.dev/provenance/v1';
const builder = 'https://builder.example/run@v1';
const workflow = { repository: 'https://github.com/o/app', ref: 'refs/heads/main' };
const predicate = {
  buildDefinition: { buildType: 't', externalParameters: { workflow } },
  runDetails: { builder: { id: builder } },
};
const built = aStatement(manifestDigest, slsa1, predicate);
const proven = anAttestation(built, key);
const claimed = anAttachment('statement', JSON.stringify(built));
const incomplete = anAttestation(aStatement(manifestDigest, slsa1, { runDetails: {} }), key);
const strangers = anAttestation(built, stranger);
const level = (min: string, more = {}) => ({ min_level: min, builders: 'https://builder.example/run@*=3', ...more });
const levelIs = (best: string, min: string) => `The build level of the image is ${best} and must be ${min}; `;

const vsaType = 'https://slsa.dev/verification_summary/v1';
const passed = {
  verifier: { id: 'v' },
  timeVerified: '2026-11-20T12:00:00Z',
  resourceUri: 'r',
  verificationResult: 'PASSED',
  verifiedLevels: ['SLSA_BUILD_LEVEL_2'],
};
const vsaOf = (more = {}) => anAttestation(aStatement(manifestDigest, vsaType, { ...passed, ...more }), key);
const summary = vsaOf();
const failure = vsaOf({ verificationResult: 'FAILED' });
const broken = vsaOf({ verifier: {} });
const noVsa = (one: Attachment, because: string) =>
  `No trusted summary says that the image passed; seen: attestation ${short(one)} (${vsaType}): ${because}`;

describeTriggers('provenance', {
  attestation: {
    fires: [
      [{ ...type, ...keys }, beside(), [`${noSpdx}${nothing}`]],
      [{ ...type, ...keys }, beside(signed, proven), [`${noSpdx}${nothing}`]],
      [
        { ...type, ...keys, max_age_days: '30' },
        beside(stale),
        [`${noSpdx}seen: attestation ${short(stale)} (${spdx}): it is 305 days old and more than 30 will not do`],
      ],
      [
        { ...type, ...keys, max_age_days: '30' },
        beside(ageless),
        [`${noSpdx}seen: attestation ${short(ageless)} (${spdx}): its age is not known`],
      ],
    ],
    silent: [
      [{ ...type, ...keys }, beside(fresh)],
      [{ predicate_type: 'spdxjson', ...keys }, beside(ofIndex)],
      [{ ...type, ...keys, max_age_days: '30' }, beside(stale, fresh)],
    ],
    refuses: [...refuses(type), [keys, ['missing_parameter']]],
    missing: missing(type),
  },
  signature: {
    fires: [
      [keys, beside(), [`The image has 0 of 1 signatures by trusted keys or identities; ${nothing}`]],
      [
        keys,
        beside(strange, elsewhere),
        [
          `The image has 0 of 1 signatures by trusted keys or identities; seen: signature ${short(strange)}: none of the trusted keys made its signature, signature ${short(elsewhere)}: it is about something else`,
        ],
      ],
      [
        { ...both, min_signatures: '2' },
        beside(signed, signed),
        [`The image has 1 of 2 signatures by trusted keys or identities; ${nothing}`],
      ],
      [
        { ...keyless, issuers: 'https://other.example' },
        beside(certified),
        [
          `The image has 0 of 1 signatures by trusted keys or identities; seen: signature ${short(certified)}: https://github.com/example/app/.github/workflows/release.yml@refs/tags/v1 of https://token.actions.githubusercontent.com is not trusted`,
        ],
      ],
    ],
    silent: [
      [keys, beside(strange, signed)],
      [keys, beside(aSignature(indexDigest, key))],
      [{ ...both, min_signatures: '2' }, beside(signed, strange)],
      [keyless, beside(certified)],
      [{ ...keyless, ...keys, min_signatures: '2' }, beside(certified, signed)],
      [keys, withUnread([signed], failed)],
    ],
    refuses: [...refuses({}), [{ ...keys, min_signatures: '0' }, ['invalid_parameter']]],
    missing: missing({}),
  },
  slsa_build_level: {
    fires: [
      [level('1'), beside(), [`${levelIs('not known', '1')}${nothing}`]],
      [level('1', keys), beside(signed), [`${levelIs('not known', '1')}${nothing}`]],
      [
        level('2', keys),
        beside(strangers),
        [
          `${levelIs('1', '2')}seen: attestation ${short(strangers)} (${slsa1}): none of the trusted keys made its signature`,
        ],
      ],
      [
        level('2', keys),
        beside(claimed),
        [`${levelIs('1', '2')}seen: statement ${short(claimed)} (${slsa1}): nobody signed it`],
      ],
      [
        level('2', { ...keys, builders: 'https://builder.example=3' }),
        beside(proven),
        [`${levelIs('1', '2')}seen: attestation ${short(proven)} (${slsa1}): its builder ${builder} is worth level 1`],
      ],
      [
        level('2', { ...keys, source_uri: 'https://github.com/o/other' }),
        beside(proven),
        [
          `${levelIs('not known', '2')}seen: attestation ${short(proven)} (${slsa1}): it was built from https://github.com/o/app@refs/heads/main`,
        ],
      ],
      [
        level('1', keys),
        beside(incomplete),
        [
          `${levelIs('not known', '1')}seen: attestation ${short(incomplete)} (${slsa1}): it lacks its builder, its build type or its parameters`,
        ],
      ],
    ],
    silent: [
      [level('3', { ...keys, source_uri: 'git+https://github.com/o/app.git' }), beside(proven)],
      [level('1'), beside(claimed)],
      [level('1', keys), beside(strangers)],
    ],
    refuses: [
      ...refuses(level('2')),
      [{ min_level: '4', builders: 'a=3' }, ['invalid_parameter']],
      [{ min_level: '2', builders: 'a=4' }, ['invalid_parameter']],
      [{ min_level: '2', builders: 'a=2,b' }, ['invalid_parameter']],
      [{}, ['missing_parameter', 'missing_parameter']],
    ],
    missing: missing(level('2')),
  },
  unsigned: {
    fires: [
      [{}, beside(), ['Nothing that looks like a signature was found beside the image']],
      [{}, beside(claimed), ['Nothing that looks like a signature was found beside the image']],
    ],
    silent: [
      [{}, beside(elsewhere)],
      [{}, beside(proven)],
    ],
    refuses: [[keys, ['unknown_parameter']]],
    missing: [
      [{}, someFacts(), ['error not_evaluated'], 'were not fetched'],
      [{}, withUnread([], failed), ['error not_evaluated'], 'could not be read'],
    ],
  },
  vsa: {
    fires: [
      [keys, beside(proven), [`No trusted summary says that the image passed; ${nothing}`]],
      [keys, beside(failure), [noVsa(failure, 'its result is FAILED')]],
      [
        keys,
        beside(broken),
        [noVsa(broken, `${broken.digest} is not a summary of a verification: its verifier is missing`)],
      ],
      [{ ...keys, verifiers: 'w,x' }, beside(summary), [noVsa(summary, 'it is by the verifier v')]],
      [{ ...keys, resource_uri: 's' }, beside(summary), [noVsa(summary, 'it is about r')]],
      [
        { ...keys, min_levels: 'SLSA_BUILD_LEVEL_3' },
        beside(summary),
        [noVsa(summary, 'it does not say SLSA_BUILD_LEVEL_3')],
      ],
      [
        { ...keys, min_levels: 'SLSA_SOURCE_LEVEL_1' },
        beside(summary),
        [noVsa(summary, 'it does not say SLSA_SOURCE_LEVEL_1')],
      ],
      [
        { ...keys, max_age_days: '0' },
        beside(summary),
        [noVsa(summary, 'it is 1 days old and more than 0 will not do')],
      ],
    ],
    silent: [
      [keys, beside(summary)],
      [
        { ...keys, verifiers: 'v', resource_uri: 'r', min_levels: 'SLSA_BUILD_LEVEL_1', max_age_days: '2' },
        beside(summary),
      ],
    ],
    refuses: refuses({}),
    missing: missing({}),
  },
});
