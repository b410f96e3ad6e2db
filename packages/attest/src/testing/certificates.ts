import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { der, oid, seq, words } from './der.ts';

/** A certificate with its key. */
export interface Certified {
  readonly certificate: Buffer;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** What a certificate of a signer says. */
export interface LeafWish {
  readonly identity: string;
  readonly issuer: string;
  /** RFC 3339. */
  readonly from: string;
  readonly until: string;
  /** False: it is not for signing code. */
  readonly codeSigning?: boolean;
  readonly ca?: boolean;
}

const ecdsaSha256 = seq(oid('1.2.840.10045.4.3.2'));
const codeSigning = extension('2.5.29.37', seq(oid('1.3.6.1.5.5.7.3.3')));

/** An authority that signs itself. */
export function anAuthority(name: string): Certified {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const extensions = [authority(), extension('2.5.29.15', der(0x03, Buffer.from([2, 0x04])))];
  const validity = { from: '2020-01-01T00:00:00Z', until: '2040-01-01T00:00:00Z' };
  const body = { issuer: name, subject: name, validity, publicKey: pair.publicKey, extensions };
  return { ...pair, certificate: issue(body, pair.privateKey) };
}

/** A certificate of a signer, as Fulcio makes them. */
export function aLeaf(issuedBy: Certified, issuerName: string, wish: LeafWish): Certified {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const extensions = [
    wish.ca ? authority() : extension('2.5.29.15', der(0x03, Buffer.from([7, 0x80]))),
    ...(wish.codeSigning === false ? [] : [codeSigning]),
    extension('2.5.29.17', seq(words(wish.identity.includes('://') ? 0x86 : 0x81, wish.identity))),
    extension('1.3.6.1.4.1.57264.1.8', words(0x0c, wish.issuer)),
  ];
  const body = { issuer: issuerName, subject: '', validity: wish, publicKey: pair.publicKey, extensions };
  return { ...pair, certificate: issue(body, issuedBy.privateKey) };
}

interface Body {
  readonly issuer: string;
  readonly subject: string;
  readonly validity: { readonly from: string; readonly until: string };
  readonly publicKey: KeyObject;
  readonly extensions: readonly Buffer[];
}

function issue({ issuer, subject, validity, publicKey, extensions }: Body, key: KeyObject): Buffer {
  const body = seq(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1, 2, 3])),
    ecdsaSha256,
    nameOf(issuer),
    seq(time(validity.from), time(validity.until)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, seq(...extensions)),
  );
  return seq(body, ecdsaSha256, der(0x03, Buffer.from([0]), sign('sha256', body, key)));
}

function nameOf(text: string): Buffer {
  return text === '' ? seq() : seq(der(0x31, seq(oid('2.5.4.3'), words(0x0c, text))));
}

function time(text: string): Buffer {
  return words(0x17, `${text.slice(2).replace(/[-:TZ]/g, '')}Z`);
}

function extension(id: string, value: Buffer): Buffer {
  return seq(oid(id), der(0x04, value));
}

function authority(): Buffer {
  return extension('2.5.29.19', seq(der(0x01, Buffer.from([0xff]))));
}
