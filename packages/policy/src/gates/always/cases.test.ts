import { describeTriggers } from '../../testing/describe-triggers.ts';
import { someFacts } from '../../testing/index.ts';

describeTriggers('always', {
  always: {
    fires: [[{}, someFacts(), ['Unconditional trigger match']]],
    silent: 'it always fires',
    refuses: [[{ x: '1' }, ['unknown_parameter']]],
    missing: 'it looks at nothing',
  },
});
