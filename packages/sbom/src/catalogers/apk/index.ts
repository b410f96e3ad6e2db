import { defineCataloger } from '../../cataloging/define-cataloger.ts';
import { assemble } from './assemble.ts';
import { type ApkFacts, parseInstalledDb } from './parse-installed-db.ts';

export const apk = defineCataloger<ApkFacts>({
  name: 'apk',
  revision: 1,
  about: 'Alpine, Wolfi and Chainguard packages from the installed database of apk.',
  reads: [{ globs: ['**/lib/apk/db/installed'] }],
  yields: ['apk'],
  read: parseInstalledDb,
  assemble,
});
