import type { PackageVerification, PolicyFacts, VerifiedFile } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, type Outcome, type Raised } from '../../gating/outcome.ts';
import { optional } from '../../gating/parameters.ts';
import { commaList, someOf } from '../../gating/validators.ts';
import { fileRemedy } from '../_shared/about-file.ts';
import { beginsWithAny } from '../_shared/begins-with.ts';
import { inspectionGaps, withInspected } from '../_shared/inspected.ts';
import { count, firstFew } from '../_shared/words.ts';

interface Wanted {
  readonly packages: readonly string[] | null;
  readonly directories: readonly string[] | null;
  readonly statuses: readonly VerifiedFile['status'][] | null;
}

export const verify = defineTrigger({
  name: 'verify',
  help: 'Fires for each file that is missing or differs from what the package database says of it; configuration files may differ.',
  needs: ['verification'],
  params: {
    packages: optional('only_packages', commaList, {
      help: 'Looks only at the files of these packages.',
      example: 'openssl,libc6',
    }),
    directories: optional('only_directories', commaList, {
      help: 'Looks only at paths that begin with one of these.',
      example: '/usr/bin,/usr/lib',
    }),
    statuses: optional('check', someOf('changed', 'missing'), {
      help: 'Which differences count; both when not set.',
      example: 'changed',
    }),
  },
  run: (context, wanted) => withInspected(context, 'verification', (all) => judge(context, all, wanted)),
});

function judge(context: GateContext, { files, notCompared }: PackageVerification, wanted: Wanted): Outcome {
  const { packages, directories, statuses } = wanted;
  const layers = layersOf(context.facts);
  const [named, inside] = [packages && new Set(packages), directories && beginsWithAny(directories)];
  const differing = files.filter(
    ({ packageName, path, status }) =>
      (named?.has(packageName) ?? true) && (inside?.(path) ?? true) && (statuses?.includes(status) ?? true),
  );
  const lacking = notCompared.filter(({ packageId }) => {
    const name = context.packages.get(packageId)?.name;
    return named === null || (name !== undefined && named.has(name));
  });
  const names = lacking.map(({ packageId }) => context.packages.get(packageId)?.name ?? packageId);
  const because = `${count(names.length, 'package')} without anything to compare with: ${firstFew(names, 3)}`;
  return foundInPart(
    differing.map((file) => raise(context, file, layers.get(file.path))),
    [...(names.length > 0 ? [because] : []), ...inspectionGaps(context, 'verification')],
  );
}

/** The layer that a changed file comes from, when the files were listed too. */
function layersOf({ inspection }: PolicyFacts): ReadonlyMap<string, string> {
  const entries = inspection?.files?.entries ?? [];
  return new Map(entries.flatMap(({ path, layer }) => (layer === undefined ? [] : [[path, layer] as const])));
}

function raise({ facts }: GateContext, file: VerifiedFile, layer: string | undefined): Raised {
  const { packageId, packageName, path, status, what } = file;
  const place = { path, ...(layer === undefined ? {} : { layer }) };
  const differs = what.length > 0 ? ` (the ${what.join(', the ')} ${what.length === 1 ? 'differs' : 'differ'})` : '';
  const says = `find out what ${status === 'missing' ? 'removes' : 'changes'} ${path}${differs}, or install ${packageName} again`;
  return {
    message: `VERIFY check against package db for package '${packageName}' failed on entry '${path}' with status: '${status}'`,
    packageId,
    fix: fileRemedy(facts, place, says),
    ...place,
  };
}
