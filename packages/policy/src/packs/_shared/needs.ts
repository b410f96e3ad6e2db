import type { PackNeed } from '../../model/types.ts';

function toFill(name: string, says: string, rule: readonly [string, Readonly<Record<string, string>>]): PackNeed {
  const [gate = '', trigger = ''] = rule[0].split('.');
  const params = Object.entries(rule[1]).map(([key, value]) => ({ name: key, value }));
  return { name, says, rule: { gate, trigger, params } };
}

function fromElsewhere(name: string, says: string): PackNeed {
  return { name, says, rule: null };
}

/** A key that signs nothing: it stands where yours go. */
const key = [
  '-----BEGIN PUBLIC KEY-----',
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEnmtwixWv0bwHyA05YDlUWiLzjwp0',
  'RVNclaIfG5HmTqIOlW8X89oyvzglacHmgh7MbMKkLWBkM9SaJA1621v/Eg==',
  '-----END PUBLIC KEY-----',
].join('\n');
const digest = `sha256:${'0'.repeat(64)}`;

const all: readonly PackNeed[] = [
  toFill('approved-base', 'the digests of the base images that you approve', [
    'ancestry.allowed_base_image_digest',
    { base_digest: digest },
  ]),
  toFill('approved-ports', 'the ports that images may expose', [
    'dockerfile.exposed_ports',
    { ports: '8080,8443', type: 'allowlist' },
  ]),
  toFill('approved-distro', 'the distributions that images may be made of', [
    'metadata.attribute',
    { attribute: 'distro', check: 'not_in', value: 'debian,rhel' },
  ]),
  toFill('approved-licenses', 'the licenses that you accept', [
    'licenses.not_allowed',
    { licenses: 'Apache-2.0,BSD-3-Clause,MIT' },
  ]),
  toFill('size-budget', 'how large an image may be', [
    'metadata.attribute',
    { attribute: 'size', check: '>', value: '1gb' },
  ]),
  toFill('trusted-signature', 'the keys or identities whose signature on an image you trust', [
    'provenance.signature',
    { keys: key },
  ]),
  toFill(
    'trusted-attestation',
    'the kind of attestation that has to be there, and the keys or identities that may sign it',
    ['provenance.attestation', { predicate_type: 'https://slsa.dev/provenance/v1', keys: key }],
  ),
  toFill('trusted-builder', 'the builders that you trust, each with the level that you grant it, and their keys', [
    'provenance.slsa_build_level',
    { min_level: '2', builders: 'https://ci.example.com/builder=2', keys: key },
  ]),
  toFill('trusted-verifier', 'whose verification summaries you trust', [
    'provenance.vsa',
    { verifiers: 'https://verifier.example.com', keys: key },
  ]),
  toFill('approved-registry', 'the registries and repositories that images may come from', [
    'expression.cel',
    { expression: '!artifact.tag.startsWith("registry.example.com/approved/")' },
  ]),
  toFill('approved-packages', 'the packages that you approve, one by one', [
    'expression.cel',
    { over: 'package', expression: '!(item.name in ["bash", "openssl"])' },
  ]),
  fromElsewhere(
    'base-signature',
    'the verified signature of the base image: check the base image by itself with trusted-signature',
  ),
  fromElsewhere('base-freshness', 'whether the tag of the base names a newer image'),
  fromElsewhere(
    'component-origin',
    'where the registries say that each package comes from, and the digest that they give for it',
  ),
  fromElsewhere('crypto-modules', 'the validated cryptographic modules with their certificates and states'),
  fromElsewhere('registry-inventory', 'what else is kept in the registry, and whether it still runs'),
  fromElsewhere('registry-transport', 'how other clients reach the registry'),
  fromElsewhere('sbom-signer', 'the signature of the SBOM and whose it is'),
  fromElsewhere('workload', 'what runs: the pods, their security contexts and the versions of the platform'),
];

const byName = new Map(all.map((need) => [need.name, need]));

/** What a name in `Control.needs` stands for; fails on a name that is none, which a test of every pack would see. */
export function needOf(name: string): PackNeed {
  const need = byName.get(name);
  if (!need) throw new TypeError(`no pack knows the need ${name}`);
  return need;
}
