import { defineTrigger } from '../../gating/define-trigger.ts';
import { found } from '../../gating/outcome.ts';

const fix = {
  kind: 'data',
  says: 'install programs in a way that leaves a record (packages, lock files, build information), or hand in an SBOM of the build',
} as const;

export const emptyBill = defineTrigger({
  name: 'empty_bill',
  ours: true,
  help: 'Fires when no package at all was found.',
  params: {},
  run: ({ facts }) =>
    found(
      facts.bill.packages.length > 0
        ? []
        : [{ message: 'No package was found: nothing was compared with advisories', fix }],
    ),
});
