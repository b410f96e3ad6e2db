import { defineGate } from '../../gating/define-gate.ts';
import { distro } from './distro.ts';
import { packageTrigger } from './package.ts';
import { unknown } from './unknown.ts';

export const eol = defineGate({
  name: 'eol',
  help: 'Looks at how long the distribution and the runtimes of an artifact are supported.',
  artifacts: ['image', 'source', 'sbom'],
  triggers: [distro, packageTrigger, unknown],
});
