import type { PackageVerification, VerifiedFile } from '@gantry/core';
import { sbomErrors } from '../../errors.ts';
import type {
  InspectContext,
  InspectedFile,
  InspectorResult,
  WantedDigest,
} from '../../inspecting/define-inspector.ts';
import { compareFile } from './compare-file.ts';
import { type Helpers, helpersOf } from './helpers.ts';
import type { HelperFacts } from './read-helper.ts';
import { type StatedFile, statedFiles } from './stated-files.ts';

type Context = Pick<InspectContext, 'tree' | 'packages' | 'digests'>;

/** Compares the files of all packages with their databases. */
export async function verifyPackages(
  files: readonly InspectedFile<HelperFacts>[],
  context: Context,
): Promise<InspectorResult<'verification'>> {
  const helpers = helpersOf(files);
  const stated = statedFiles(context.packages, helpers.diversions);
  const digests = await context.digests(wantedDigests(stated.files, context));
  const outcome = compareAll(stated.files, { context, helpers, digests });
  const notCompared = [...stated.notCompared, ...withoutDigests(stated.files, context)];
  return { found: { files: outcome.files, compared: stated.files.length, notCompared }, unread: outcome.unread };
}

interface Comparing {
  readonly context: Context;
  readonly helpers: Helpers;
  readonly digests: ReadonlyMap<string, string>;
}

function compareAll(
  stated: readonly StatedFile[],
  { context, helpers, digests }: Comparing,
): { files: VerifiedFile[]; unread: NonNullable<InspectorResult<'verification'>['unread']> } {
  const files: VerifiedFile[] = [];
  const unread: NonNullable<InspectorResult<'verification'>['unread']>[number][] = [];
  for (const one of stated) {
    const entry = context.tree.entry(one.path);
    const named = { packageId: one.package.id, packageName: one.package.name, path: one.path };
    if (entry === null) {
      if (one.file.optional !== true) files.push({ ...named, status: 'missing', what: [] });
      continue;
    }
    const digest = digests.get(one.path) ?? null;
    if (needsDigest(one, context) && digest === null) {
      const { code, message } = sbomErrors.FILE_NOT_HASHED();
      unread.push({ path: one.path, code, because: message });
    }
    const what = compareFile(one, { entry, digest, helpers });
    if (what.length > 0) files.push({ ...named, status: 'changed', what });
  }
  return { files, unread };
}

function wantedDigests(files: readonly StatedFile[], context: Context): WantedDigest[] {
  return files.flatMap((one) =>
    needsDigest(one, context) && one.digest !== null ? [{ path: one.path, algorithm: one.digest.algorithm }] : [],
  );
}

function needsDigest({ path, digest, file }: StatedFile, { tree }: Context): boolean {
  return digest !== null && file.unverified?.includes('digest') !== true && tree.entry(path)?.type === 'file';
}

/** Packages of whose files only the names are stated: they are there, but who knows as what. */
function withoutDigests(files: readonly StatedFile[], { tree }: Context): PackageVerification['notCompared'] {
  const known = new Map<string, boolean>();
  for (const { package: owner, path, digest } of files) {
    if (digest !== null) known.set(owner.id, true);
    else if (!known.has(owner.id) && tree.entry(path)?.type === 'file') known.set(owner.id, false);
  }
  const without = [...known].filter(([, digested]) => !digested);
  return without.map(([packageId]) => ({ packageId, because: 'its database states no digests of its files' }));
}
