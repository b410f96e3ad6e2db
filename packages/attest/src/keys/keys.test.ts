import { generateKeyPairSync, sign } from 'node:crypto';
import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { generateKeys, readPrivateKey, readPublicKeys, signBytes, verifySignature } from './index.ts';

const data = Buffer.from('data');
const pem = (key: { export(how: object): unknown }, type: string): string =>
  key.export({ type, format: 'pem' }) as string;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
const odd = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
const x25519 = generateKeyPairSync('x25519');
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });

/** Made by `cosign generate-key-pair` 2.4.3 with the password `secret`. */
const cosignKey = `-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----
eyJrZGYiOnsibmFtZSI6InNjcnlwdCIsInBhcmFtcyI6eyJOIjo2NTUzNiwiciI6
OCwicCI6MX0sInNhbHQiOiJRR0FjcVdFcG56bmR3UC9GR0Y3SlczSTFPbDNJOC9Q
Ri9rY1hqb24xVng4PSJ9LCJjaXBoZXIiOnsibmFtZSI6Im5hY2wvc2VjcmV0Ym94
Iiwibm9uY2UiOiJmM2Y1YnVqemVXMUtVMWRpOXQyNXMzelB2eTZvdkFnUCJ9LCJj
aXBoZXJ0ZXh0IjoiZUlJZ1N1Y1V6WUprTjhxamZKdDNiSGdsRzV5dzkzaTUzMDdC
Q3d5eG9HUmNwcUdWendWWlVKTnE5bjB1NWdjWm5CejRnSVd2MGVEdVpmMGwvYXVL
cFFxZ3lCZEI2QkhaalVweWMrMS91WTVWcVk5S3dpWlR3d01reThIZmdUNUZLMGZy
eU42ZisyU2wwbnQzWmRFQkZNNVJqVElYMlMzeUhRZjhXbEt6ZC9nU2FhZDJzUi90
Vyt4RU1ZMUN1OTFpSW9mWHNiMHlsMlZDUHc9PSJ9
-----END ENCRYPTED SIGSTORE PRIVATE KEY-----
`;
const cosignPublic = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE3pU7w8KggPGCbhWheVstRPO5Qs5u
RRL7t3WTLu+uYFYer8gcKeNjOlXDt0w8fXopdXAR69K444mtk5R0yJQSow==
-----END PUBLIC KEY-----
`;

describe('attest/keys', () => {
  it.each(['ecdsa-p256', 'ecdsa-p384', 'ed25519'] as const)(
    '%s: what was signed verifies, and nothing else',
    (kind) => {
      const pair = generateKeys(kind);
      const key = readPrivateKey(pair.privateKey, { name: 'k' });
      const [trusted] = readPublicKeys(pair.publicKey, 'k');
      const signature = signBytes(key, data);
      expect(trusted).toMatchObject({ algorithm: kind, id: key.public.id });
      expect(verifySignature(key.public, data, signature)).toBe(true);
      expect(verifySignature(key.public, Buffer.from('datA'), signature)).toBe(false);
      for (const damaged of [new Uint8Array(), signature.slice(1), Buffer.alloc(2000), Buffer.alloc(64)])
        expect(verifySignature(key.public, data, damaged)).toBe(false);
      const other = readPrivateKey(generateKeys(kind).privateKey, { name: 'o' });
      expect(verifySignature(other.public, data, signature)).toBe(false);
    },
  );

  it('an RSA key verifies both paddings, and a P-384 key both hashes that tools use', () => {
    const [key] = readPublicKeys(pem(rsa.publicKey, 'spki'), 'k');
    const [curve] = readPublicKeys(pem(p384.publicKey, 'spki'), 'k');
    if (!key || !curve) throw new Error('no keys');
    expect(verifySignature(key, data, sign('sha256', data, { key: rsa.privateKey, padding: 6 }))).toBe(true);
    expect(verifySignature(key, data, sign('sha256', data, rsa.privateKey))).toBe(true);
    expect(verifySignature(key, data, sign('sha1', data, rsa.privateKey))).toBe(false);
    expect(verifySignature(curve, data, sign('sha256', data, p384.privateKey))).toBe(true);
    expect(verifySignature(curve, data, sign('sha1', data, p384.privateKey))).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['a private key', pem(rsa.privateKey, 'pkcs8')],
    ['a weak key', pem(weak.publicKey, 'spki')],
    ['an odd curve', pem(odd.publicKey, 'spki')],
    ['a key that cannot sign', pem(x25519.publicKey, 'spki')],
    ['a damaged block', pem(rsa.publicKey, 'spki').replace('-----END', '-----EMD')],
    ['damaged content', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
    ['too much', `${pem(rsa.publicKey, 'spki')}${' '.repeat(300_000)}`],
    ['too many', Array.from({ length: 65 }, () => pem(rsa.publicKey, 'spki')).join('')],
  ])('%s is no public key', async (_what, text) => {
    expect(await failureCode(() => readPublicKeys(text, 'k'))).toBe('ATTEST_BAD_KEY');
  });

  it.each([
    ['nothing', '', 'ATTEST_BAD_KEY'],
    ['a public key', pem(rsa.publicKey, 'spki'), 'ATTEST_BAD_KEY'],
    ['a weak key', pem(weak.privateKey, 'pkcs8'), 'ATTEST_BAD_KEY'],
    ['an encrypted key without its password', generateKeys('ed25519', 'secret').privateKey, 'ATTEST_BAD_PASSWORD'],
    ['a key that cosign encrypted, without its password', cosignKey, 'ATTEST_BAD_PASSWORD'],
    ['a damaged key of cosign', cosignKey.replace(/^ey\w{9}/m, (text) => text.toLowerCase()), 'ATTEST_BAD_PASSWORD'],
  ])('%s is no private key', async (_what, text, code) => {
    expect(await failureCode(() => readPrivateKey(text, { name: 'k' }))).toBe(code);
  });

  it('opens encrypted keys with the right password only', async () => {
    const sealed = generateKeys('ecdsa-p256', 'secret');
    expect(sealed.privateKey).toContain('ENCRYPTED');
    expect(readPrivateKey(sealed.privateKey, { name: 'k', password: 'secret' }).public.algorithm).toBe('ecdsa-p256');
    for (const text of [sealed.privateKey, cosignKey])
      expect(await failureCode(() => readPrivateKey(text, { name: 'k', password: 'wrong' }))).toBe(
        'ATTEST_BAD_PASSWORD',
      );
  });

  it('opens a key that cosign encrypted', () => {
    const [expected] = readPublicKeys(cosignPublic, 'k');
    expect(readPrivateKey(cosignKey, { name: 'k', password: 'secret' }).public.id).toBe(expected?.id);
  });

  it('a key of cosign that would cost too much is refused', async () => {
    const json = Buffer.from(cosignKey.replace(/-----[^-]+-----|\s/g, ''), 'base64').toString('utf8');
    const dear = Buffer.from(json.replace(/"N":\d+/, '"N":1073741824')).toString('base64');
    const text = `-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n${dear}\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----`;
    expect(await failureCode(() => readPrivateKey(text, { name: 'k', password: 'secret' }))).toBe('ATTEST_BAD_KEY');
  });
});
