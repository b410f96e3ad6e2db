import type { PackageKind } from '@gantry/core';
import { apk } from './apk.ts';
import type { MetadataCodec } from './codec.ts';
import { deb } from './deb.ts';
import { golang } from './golang.ts';
import { maven } from './maven.ts';
import { npm } from './npm.ts';
import { pypi } from './pypi.ts';
import { rpm } from './rpm.ts';
import { cargo, composer, gem, nuget } from './small.ts';

const codecs: readonly MetadataCodec[] = [apk, cargo, composer, deb, gem, golang, maven, npm, nuget, pypi, rpm];
const byKind = new Map(codecs.map((codec) => [codec.kind as PackageKind, codec]));

/** The codec of a package kind; none for `unknown`. */
export function codecOf(kind: PackageKind): MetadataCodec | undefined {
  return byKind.get(kind);
}
