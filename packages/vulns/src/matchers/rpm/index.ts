import type { Matcher } from '../../matching/define-matcher.ts';
import { answerForDistro } from '../_shared/distro-search.ts';
import { rpmSearches } from './searches.ts';

export const rpm: Matcher = {
  name: 'rpm',
  about:
    'Packages of AlmaLinux, Rocky Linux, Red Hat and SUSE, by their own name and, where records name it, the source package',
  kinds: ['rpm'],
  match: (pkg, context) =>
    answerForDistro(pkg, context, {
      matcher: 'rpm',
      families: ['AlmaLinux', 'Red Hat', 'Rocky Linux', 'SUSE', 'openSUSE'],
      searches: (found, ecosystems) => ecosystems.flatMap((ecosystem) => rpmSearches(found, ecosystem, context.store)),
    }),
};
