import type { Matcher } from '../../matching/define-matcher.ts';
import { answerForDistro } from '../_shared/distro-search.ts';
import { debSearches } from './searches.ts';

export const deb: Matcher = {
  name: 'deb',
  about: 'Debian and Ubuntu packages, by source package and by their own name',
  kinds: ['deb'],
  match: (pkg, context) =>
    answerForDistro(pkg, context, { matcher: 'deb', families: ['Debian', 'Ubuntu'], searches: debSearches }),
};
