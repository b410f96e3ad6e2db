import { defineCataloger } from '../../cataloging/define-cataloger.ts';
import { assembleNpm } from './assemble.ts';
import type { NpmFacts } from './facts.ts';
import { readNpmFile } from './read-file.ts';

const mib = 1024 * 1024;

/** Packages that npm, yarn or pnpm installed, and what npm's lock files declare. */
export const npm = defineCataloger<NpmFacts>({
  name: 'npm',
  revision: 1,
  about: 'Installed package.json files, package-lock.json and npm-shrinkwrap.json of versions 1 to 3.',
  reads: [
    {
      globs: [
        '**/node_modules/*/package.json',
        '**/node_modules/@*/*/package.json',
        'usr/{lib,share}/nodejs/*/package.json',
        'usr/{lib,share}/nodejs/@*/*/package.json',
        'usr/lib/*/nodejs/*/package.json',
        'usr/lib/*/nodejs/@*/*/package.json',
        'opt/yarn-v*/package.json',
      ],
      maxBytes: 8 * mib,
    },
    {
      globs: ['**/package-lock.json', '**/npm-shrinkwrap.json', '**/node_modules/.package-lock.json'],
      maxBytes: 32 * mib,
    },
  ],
  yields: ['npm'],
  read: readNpmFile,
  assemble: assembleNpm,
});
