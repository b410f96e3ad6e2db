import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feeds, loadedCache } from './support/advisories.ts';
import { type Folder, temporaryFolder } from './support/folders.ts';
import { answer } from './support/gantry.ts';
import { imagePath, peers, present } from './support/material.ts';
import { documentFormats, documentProblems } from './support/schemas.ts';

const names = ['debian-services', 'app-java', 'app-python', 'app-go-rust', 'tricky'].filter((name) =>
  present(`documents of ${name}`, [imagePath(name)]),
);
const there = names.length > 0 && present('documents', [feeds]);
const syft = join(peers ?? 'GANTRY_PEERS', 'syft');
const grype = join(peers ?? 'GANTRY_PEERS', 'grype');
const hasSyft = there && present('documents read by Syft', [syft]);
const hasGrype = there && present('documents read by Grype', [grype]);
const place = temporaryFolder('documents');
let cache: Folder & { readonly env: Record<string, string> };

interface Document {
  readonly artifacts: readonly Artifact[];
  readonly matches?: readonly object[];
}

interface Artifact {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly type: string;
  readonly purl: string;
  readonly metadataType?: string;
  readonly locations: readonly { readonly path: string }[];
}

/** A document of an image, in a file. */
async function written(name: string, format: string): Promise<string> {
  const path = join(place.path, `${name}.${format}.json`);
  await answer(['sbom', `oci-dir:${imagePath(name)}`, '-o', format, '--file', path], { env: cache.env });
  return path;
}

function identity({ id, name, version, type, purl, metadataType, locations }: Artifact): unknown {
  return [id, name, version, type, purl, metadataType ?? '', locations.map(({ path }) => path).sort()];
}

describe.skipIf(!there)('e2e: documents', () => {
  beforeAll(async () => {
    cache = await loadedCache(['Debian', 'Maven', 'PyPI', 'npm', 'Go', 'crates.io']);
  });
  afterAll(() => {
    cache?.remove();
    place.remove();
  });

  it.each(names.flatMap((name) => documentFormats.map((format) => [name, format] as const)))(
    '%s as %s is valid by the official schema',
    async (name, format) => {
      const text = await answer(['sbom', `oci-dir:${imagePath(name)}`, '-o', format], { env: cache.env });
      expect(documentProblems(format, JSON.parse(text))).toEqual([]);
    },
  );

  it.each(names)('%s: the matches as CycloneDX are valid by the official schema', async (name) => {
    const text = await answer(['vulns', `oci-dir:${imagePath(name)}`, '-o', 'cyclonedx-json'], { env: cache.env });
    expect(documentProblems('cyclonedx-json', JSON.parse(text))).toEqual([]);
  });

  it.each(names)('%s: syft-JSON gives the matches of the image itself', async (name) => {
    const matchesOf = async (target: string) => {
      const text = await answer(['vulns', target, '-o', 'json'], { env: cache.env });
      return (JSON.parse(text) as Document).matches;
    };
    const expected = await matchesOf(`oci-dir:${imagePath(name)}`);
    expect(expected?.length).toBeGreaterThan(0);
    expect(await matchesOf(`sbom:${await written(name, 'json')}`)).toEqual(expected);
  });

  it.skipIf(!hasSyft).each(names)('%s: Syft reads our syft-JSON, every package as we wrote it', async (name) => {
    const path = await written(name, 'json');
    const ours = JSON.parse(readFileSync(path, 'utf8')) as Document;
    const convert = (format: string) =>
      JSON.parse(execFileSync(syft, ['convert', '-q', path, '-o', format], { maxBuffer: 2 ** 30 }).toString());
    const theirs = convert('syft-json') as Document;
    const sorted = ({ artifacts }: Document) => artifacts.map((artifact) => JSON.stringify(identity(artifact))).sort();
    expect(sorted(theirs)).toEqual(sorted(ours));
    const { components } = convert('cyclonedx-json') as { components: { type: string }[] };
    expect(components.filter(({ type }) => type !== 'file' && type !== 'operating-system')).toHaveLength(
      ours.artifacts.length,
    );
  });

  it.skipIf(!hasGrype).each(names)(
    '%s: Grype reads our syft-JSON; without a database of its own it says no more',
    async (name) => {
      const said = (path: string) => {
        const env = {
          PATH: process.env['PATH'],
          HOME: place.path,
          GRYPE_DB_AUTO_UPDATE: 'false',
          GRYPE_CHECK_FOR_APP_UPDATE: 'false',
        };
        return spawnSync(grype, [`sbom:${path}`], { env }).stderr.toString();
      };
      const broken = join(place.path, 'broken.json');
      writeFileSync(broken, '{"artifacts": 5}');
      expect(said(broken)).toMatch(/failed to catalog|unable to decode|sbom format/);
      expect(said(await written(name, 'json'))).not.toMatch(/failed to catalog|unable to decode|sbom format/);
    },
  );
});
