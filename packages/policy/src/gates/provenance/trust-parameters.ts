import { type PublicKey, readPublicKeys, readTrustRoot, type Trust, type TrustRoot } from '@gantry/attest';
import { isCodedError } from '@gantry/core';
import { optional } from '../../gating/parameters.ts';
import { commaList, type Validator } from '../../gating/validators.ts';

const publicKeys: Validator<readonly PublicKey[]> = {
  type: 'TypeValidator',
  says: 'one or more public keys in PEM form',
  read: (text) => readingOf(() => readPublicKeys(text, 'keys')),
};

const trustRoot: Validator<TrustRoot> = {
  type: 'TypeValidator',
  says: 'the trusted_root.json of a Sigstore deployment',
  read: (text) => readingOf(() => readTrustRoot(text, 'trusted_root')),
};

/** The least that a root must hold: one authority. */
const exampleRoot = JSON.stringify({
  mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
  certificateAuthorities: [
    {
      subject: { organization: 'example', commonName: 'example' },
      uri: 'https://fulcio.example.com',
      certChain: {
        certificates: [
          {
            rawBytes:
              'MIIBejCCASGgAwIBAgIUNXBcAPAgX1/7bzjbtc9rgGK34a0wCgYIKoZIzj0EAwIwEjEQMA4GA1UEAwwHZXhhbXBsZTAgFw0yNjExMjIxMzIzMDdaGA8yMTI2MTAyOTEzMjMwN1owEjEQMA4GA1UEAwwHZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMZYSboLkU92u9BOOK3vNWvrXX+0gMzY9iTksmi9SfrxaYPcd00Cyc/67c1/k41CO6Ro2JJqFYrJHuvgFSM62QGjUzBRMB0GA1UdDgQWBBRH9ztRUFmFwoTgBHh5CqaJJ+PYFTAfBgNVHSMEGDAWgBRH9ztRUFmFwoTgBHh5CqaJJ+PYFTAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIBdIqtPhKJpwsvm+7aCTGnot7c/TLOpVkkkTSDj0wMsEAiBVfpHEuM/eci/n5TUwRUHgwHqSVimOql4Jsa7H8isCrg==',
          },
        ],
      },
      validFor: { start: '2026-01-01T00:00:00Z' },
    },
  ],
});

/** The parameters that say whom a rule trusts. */
export const trustParameters = {
  keys: optional('keys', publicKeys, {
    help: 'Public keys in PEM form (ECDSA, Ed25519, RSA), one after the other: the signature of any of them counts.',
    example:
      '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE9EUC6MdkubB4BjNha791j9F2iDaF\nbHEJ0RgHMmPqfxERpisb9VG9A5lJZX60tDx9MNuEpAF/gv53NfELe01RdA==\n-----END PUBLIC KEY-----',
  }),
  identities: optional('identities', commaList, {
    help: 'Identities in certificates of signers; * stands for any characters. Needs issuers and trusted_root.',
    example: 'https://github.com/example/app/.github/workflows/release.yml@refs/tags/*',
  }),
  issuers: optional('issuers', commaList, {
    help: 'Providers of identities (OpenID Connect) that may vouch for them; * stands for any characters.',
    example: 'https://token.actions.githubusercontent.com',
  }),
  trustedRoot: optional('trusted_root', trustRoot, {
    help: 'The trusted_root.json of the Sigstore deployment: its authorities and transparency logs.',
    example: exampleRoot,
  }),
};

/** The values of these parameters. */
export interface TrustValues {
  readonly keys: readonly PublicKey[] | null;
  readonly identities: readonly string[] | null;
  readonly issuers: readonly string[] | null;
  readonly trustedRoot: TrustRoot | null;
}

/** What is wrong with them together: an identity means nothing without the one who vouches for it. */
export function whyBadTrust({ identities, issuers, trustedRoot }: TrustValues) {
  const missing = (parameter: string) => [{ parameter, details: `identities, issuers and trusted_root go together` }];
  if (identities === null && issuers === null) return [];
  if (identities === null) return missing('identities');
  if (issuers === null) return missing('issuers');
  return trustedRoot === null ? missing('trusted_root') : [];
}

/** Whom the rule trusts. */
export function trustOf({ keys, identities, issuers, trustedRoot }: TrustValues): Trust {
  const [who, ...others] = identities ?? [];
  const [issuer, ...more] = issuers ?? [];
  const identity =
    who === undefined || issuer === undefined
      ? null
      : { identities: [who, ...others] as const, issuers: [issuer, ...more] as const };
  return { keys: keys ?? [], identity, root: trustedRoot };
}

/** What a rule says that trusts nobody: it could not pass anything, so it judges nothing. */
export const nobodyTrusted =
  'the rule names nobody to trust: set keys, or identities with issuers and trusted_root, in a copy of the policy';

function readingOf<T>(read: () => T) {
  try {
    return { ok: true as const, value: read() };
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return { ok: false as const, because: error.message };
  }
}
