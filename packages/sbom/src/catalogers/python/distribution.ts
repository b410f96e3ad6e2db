import type { VisibleFacts } from '../../cataloging/define-cataloger.ts';
import type { Place } from '../_shared/language-package.ts';
import { folderOf } from '../_shared/paths.ts';
import type { CoreMetadata, PythonFacts } from './facts.ts';
import { type InstalledFile, readInstalledFiles, readRecord } from './file-lists.ts';

/** The files of one distribution, put together. */
export interface Distribution {
  /** The `.dist-info`, `.egg-info` or `EGG-INFO` folder, or the `.egg-info` file. */
  readonly home: string;
  readonly metadata?: VisibleFacts<CoreMetadata>;
  readonly others: readonly VisibleFacts<PythonFacts>[];
}

/** Groups the visible facts by distribution, in the order of their paths. */
export function distributionsOf(files: readonly VisibleFacts<PythonFacts>[]): Distribution[] {
  const found = new Map<
    string,
    { home: string; metadata?: VisibleFacts<CoreMetadata>; others: VisibleFacts<PythonFacts>[] }
  >();
  for (const file of files) {
    const home = file.path.endsWith('.egg-info') ? file.path : folderOf(file.path);
    const one = found.get(home) ?? { home, others: [] };
    found.set(home, one);
    if (isMetadata(file)) one.metadata = file;
    else one.others.push(file);
  }
  return [...found.values()];
}

/** The folder that holds the distribution's modules: two up from `x.egg/EGG-INFO`, else one up. */
export function sitePackagesOf(home: string): string {
  return home.endsWith('/EGG-INFO') ? folderOf(folderOf(home)) : folderOf(home);
}

/** The files that it says it installed. */
export function filesOf({ home, others }: Distribution): InstalledFile[] {
  return others.flatMap(({ facts }) => {
    if (facts.type !== 'files') return [];
    return facts.list === 'record'
      ? readRecord(facts.text, sitePackagesOf(home))
      : readInstalledFiles(facts.text, home);
  });
}

/** Where its facts come from besides the metadata: file lists only, the rest is detail. */
export function supportingPlaces({ others }: Distribution): Place[] {
  return others.filter((file) => file.facts.type === 'files');
}

function isMetadata(file: VisibleFacts<PythonFacts>): file is VisibleFacts<CoreMetadata> {
  return file.facts.type === 'metadata';
}
