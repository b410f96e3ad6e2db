import { defineCataloger } from '../../cataloging/define-cataloger.ts';
import type { JavaFacts } from './facts.ts';
import { readJavaArchive } from './read-archive.ts';
import { toPackages } from './to-packages.ts';

/** Java archives and what is packed into them. */
export const java = defineCataloger<JavaFacts>({
  name: 'java',
  revision: 2,
  about:
    'Java archives (jar, war, ear and relatives), the archives inside them and the Maven projects shaded into them.',
  reads: [{ globs: ['**/*.{ear,hpi,jar,jpi,kar,lpkg,nar,par,rar,sar,war}'], maxBytes: 1024 * 1024 * 1024 }],
  yields: ['maven'],
  read: readJavaArchive,
  assemble: toPackages,
});
