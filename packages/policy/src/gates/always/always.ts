import { defineTrigger } from '../../gating/define-trigger.ts';
import { found } from '../../gating/outcome.ts';

export const always = defineTrigger({
  name: 'always',
  help: 'Fires once for every rule that uses it.',
  params: {},
  run: () => found([{ message: 'Unconditional trigger match', triggerId: 'always' }]),
});
