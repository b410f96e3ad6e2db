import type { Matcher } from '../../matching/define-matcher.ts';
import { answerForDistro } from '../_shared/distro-search.ts';
import { apkSearches } from './searches.ts';

export const apk: Matcher = {
  name: 'apk',
  about: 'Alpine, Wolfi and Chainguard packages, by their own name and by the package they were built from',
  kinds: ['apk'],
  match: (pkg, context) =>
    answerForDistro(pkg, context, {
      matcher: 'apk',
      families: ['Alpine', 'Chainguard', 'Wolfi'],
      searches: (found, ecosystems) => ecosystems.flatMap((ecosystem) => apkSearches(found, ecosystem)),
    }),
};
