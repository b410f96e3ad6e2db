import { defineCataloger } from '../../cataloging/define-cataloger.ts';
import { assembleNuget } from './assemble.ts';
import type { NugetFacts } from './facts.ts';
import { readNugetFile } from './read-file.ts';

const mib = 1024 * 1024;

/** .NET packages beside programs, in package folders and in lock files. */
export const nuget = defineCataloger<NugetFacts>({
  name: 'nuget',
  revision: 1,
  about: '*.deps.json, *.nuspec of unpacked packages, and packages.lock.json.',
  reads: [
    { globs: ['**/*.deps.json', '**/packages.lock.json'], maxBytes: 16 * mib },
    { globs: ['**/*.nuspec'], maxBytes: mib },
  ],
  yields: ['nuget'],
  read: readNugetFile,
  assemble: assembleNuget,
});
