import type { Package } from '@gantry/core';
import { withDefault } from '../../gating/parameters.ts';
import { oneOf } from '../../gating/validators.ts';
import { packageClass } from './about-package.ts';

/** The parameter that limits a rule to packages of the distribution or to all others. */
export const packageTypeParameter = withDefault('package_type', oneOf('all', 'os', 'non-os'), {
  help: 'Which packages to look at: those of the distribution (os), all others (non-os), or all.',
  example: 'non-os',
  fallback: 'all',
});

/** True when the rule looks at the package. */
export function isOfType(one: Package, type: 'all' | 'os' | 'non-os'): boolean {
  return type === 'all' || packageClass(one) === type;
}
