import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { imagePath, tableRows } from './material.ts';

/** Texts that stand in for secrets in the files of the image `tricky`, and in the variables of its configuration. */
export function plantedSecrets(): string[] {
  const paths = new Set(secretPaths());
  const texts = layerBlobs().flatMap((blob) => filesIn(blob, paths));
  const long = texts.flatMap((text) => text.match(/[A-Za-z0-9+/_]{20,}/g) ?? []);
  return [...new Set([...long, ...configurationSecrets()])];
}

/** The harmless text that every scanner takes for malware (EICAR), as far as nobody else writes it. */
export const eicarMark = ['EICAR', 'STANDARD', 'ANTIVIRUS', 'TEST', 'FILE'].join('-');

/** Paths of the files that hold secrets, without the first slash. */
export function secretPaths(): string[] {
  return tableRows(join(imagePath('tricky.oracle'), 'findings.tsv'))
    .filter(({ what }) => what?.startsWith('secret:'))
    .map(({ path = '' }) => path);
}

interface Descriptor {
  readonly digest: string;
}

function blobPath({ digest }: Descriptor): string {
  return join(imagePath('tricky'), 'blobs', digest.replace(':', '/'));
}

function manifest(): { readonly config: Descriptor; readonly layers: readonly Descriptor[] } {
  const index = JSON.parse(readFileSync(join(imagePath('tricky'), 'index.json'), 'utf8')) as {
    manifests: [Descriptor];
  };
  return JSON.parse(readFileSync(blobPath(index.manifests[0]), 'utf8')) as ReturnType<typeof manifest>;
}

function layerBlobs(): string[] {
  return manifest().layers.map(blobPath);
}

/** Contents of those of the files that a layer holds; none for a layer that tar cannot read. */
function filesIn(blob: string, paths: ReadonlySet<string>): string[] {
  const tar = (...words: readonly string[]) => spawnSync('tar', words, { encoding: 'utf8' }).stdout ?? '';
  const names = tar('-tf', blob).split('\n');
  return names.filter((name) => paths.has(name.replace(/^\.?\//, ''))).map((name) => tar('-xOf', blob, name));
}

function configurationSecrets(): string[] {
  const config = readFileSync(blobPath(manifest().config), 'utf8');
  return [...config.matchAll(/(?:AWS_SECRET_ACCESS_KEY|TOKEN)=([\w-]{8,})/g)].map(([, value = '']) => value);
}
