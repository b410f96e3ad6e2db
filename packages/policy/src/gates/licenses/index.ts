import { defineGate } from '../../gating/define-gate.ts';
import { denylistExactMatch, denylistPartialMatch } from './denylist-matches.ts';
import { notAllowed } from './not-allowed.ts';
import { unknown } from './unknown.ts';

export const licenses = defineGate({
  name: 'licenses',
  help: 'Looks at the licences of packages.',
  artifacts: ['image', 'source', 'sbom'],
  triggers: [denylistExactMatch, denylistPartialMatch, notAllowed, unknown],
});
