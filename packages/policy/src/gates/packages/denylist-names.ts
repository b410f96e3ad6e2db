import type { Package } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, type Raised } from '../../gating/outcome.ts';
import { required } from '../../gating/parameters.ts';
import { commaList } from '../../gating/validators.ts';
import { aboutPackage, nameAndVersion } from '../_shared/about-package.ts';
import { unreadReasons } from '../_shared/unread.ts';

export const denylistNames = defineTrigger({
  name: 'denylist_names',
  ours: true,
  help: 'Fires for each package record with one of the names.',
  params: {
    names: required('names', commaList, {
      help: 'Exact package names, of any type.',
      example: 'telnetd,rsh-server,netcat',
    }),
  },
  run: ({ facts }, { names }) => {
    const denied = new Set(names);
    const hits = facts.bill.packages.filter(({ name }) => denied.has(name));
    return foundInPart(hits.map(raise), unreadReasons(facts.bill));
  },
});

function raise(one: Package): Raised {
  return {
    message: `Package is denylisted: ${nameAndVersion(one)}`,
    fix: { kind: 'remove', packageId: one.id, name: one.name },
    ...aboutPackage(one),
  };
}
