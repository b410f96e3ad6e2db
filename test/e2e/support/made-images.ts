import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** A small image of Debian packages and npm packages, as a registry holds it. */
export interface MadeImage {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
  readonly manifest: Buffer;
  readonly config: Buffer;
  readonly layers: readonly Blob[];
  /** What is wrong with it. */
  readonly fault: 'cut' | 'missing' | null;
}

/** Bytes by their digest. */
export interface Blob {
  readonly digest: string;
  readonly bytes: Buffer;
}

export const manifestType = 'application/vnd.oci.image.manifest.v1+json';

/** Packages of every image: 40 of Debian, the rest of npm. */
export const packagesOf = (number: number): number => 40 + npmCount(number);

const npmCount = (number: number): number => 20 + (number % 7);

/** Makes the image of a number; all share their first layer. A cut layer has the digest that is stated, and ends too soon. */
export function makeImage(number: number, fault: MadeImage['fault'] = null): MadeImage {
  const [base, own] = [baseTar, tarOf(npmFiles(number))];
  const packed = gzipSync(own, { level: 1 });
  const layers = [base, own].map((tar) => ({ tar, blob: toBlob(gzipSync(tar, { level: 1 })) }));
  if (fault === 'cut') layers[1] = { tar: own, blob: toBlob(packed.subarray(0, packed.length - 400)) };
  const config = Buffer.from(JSON.stringify(configOf(layers.map(({ tar }) => digestOf(tar)))));
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: manifestType,
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestOf(config), size: config.length },
      layers: layers.map(({ blob: { digest, bytes } }) => ({
        mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
        digest,
        size: bytes.length,
      })),
    }),
  );
  const kept = layers.map(({ blob }) => blob).slice(0, fault === 'missing' ? 1 : 2);
  return {
    repository: 'team/app',
    tag: `v${number}`,
    digest: digestOf(manifest),
    manifest,
    config,
    layers: kept,
    fault,
  };
}

/** SHA-256 as registries write it. */
export function digestOf(bytes: Buffer | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function toBlob(bytes: Buffer): Blob {
  return { digest: digestOf(bytes), bytes };
}

function configOf(diffIds: readonly string[]): object {
  return {
    architecture: 'amd64',
    os: 'linux',
    config: { User: 'app', Cmd: ['/app/run'] },
    rootfs: { type: 'layers', diff_ids: diffIds },
    history: diffIds.map((_, index) => ({ created: '2026-01-01T00:00:00Z', created_by: `step ${index}` })),
  };
}

const baseTar = tarOf({
  'usr/lib/os-release': 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n',
  'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
  'var/lib/dpkg/status': Array.from(
    { length: 40 },
    (_, index) =>
      `Package: part-${index}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.${index}-1\nMaintainer: Team <team@example.com>\nDescription: part\n\n`,
  ).join(''),
});

function npmFiles(number: number): Record<string, string> {
  const names = Array.from({ length: npmCount(number) }, (_, index) => ({
    name: `lib-${number}-${index}`,
    version: '1.0.0',
  }));
  const vulnerable = [
    { name: 'minimist', version: '1.2.0' },
    { name: 'lodash', version: '4.17.15' },
  ];
  const all = [...vulnerable, ...names.slice(2)];
  const files = all.map(({ name, version }) => [
    `app/node_modules/${name}/package.json`,
    JSON.stringify({ name, version, license: 'MIT' }),
  ]);
  return { ...Object.fromEntries(files), 'app/data': filler(number) };
}

/** Text that hardly packs, so that reading the layer takes a while. */
function filler(number: number): string {
  const lines: string[] = [];
  for (let index = 0; index < 2_000; index += 1) lines.push(digestOf(`${number} ${index}`));
  return lines.join('\n');
}

function tarOf(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([path, text]) => {
    const body = Buffer.from(text);
    return [tarHeader(path, body.length), body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function tarHeader(path: string, size: number): Buffer {
  const block = Buffer.alloc(512);
  block.write(path, 0);
  block.write('0000644\x000000000\x000000000\0', 100);
  block.write(`${size.toString(8).padStart(11, '0')}\x0014000000000\0        0`, 124);
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
