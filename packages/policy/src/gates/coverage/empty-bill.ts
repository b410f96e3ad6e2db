import { defineTrigger } from '../../gating/define-trigger.ts';
import { found } from '../../gating/outcome.ts';

export const emptyBill = defineTrigger({
  name: 'empty_bill',
  ours: true,
  help: 'Fires when no package at all was found.',
  params: {},
  run: ({ facts }) =>
    found(
      facts.bill.packages.length > 0 ? [] : [{ message: 'No package was found: nothing was compared with advisories' }],
    ),
});
