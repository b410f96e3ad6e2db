import { compareVersions, type Distro, kindFacts } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, notApplicable, notEvaluated, type Outcome } from '../../gating/outcome.ts';
import { required } from '../../gating/parameters.ts';
import { anyText, oneOf } from '../../gating/validators.ts';
import { type ComparisonOperator, comparisons, holds } from '../_shared/compare.ts';

interface Wanted {
  readonly name: string;
  readonly version: string;
  readonly check: ComparisonOperator;
}

export const deny = defineTrigger({
  name: 'deny',
  help: 'Fires when the distribution is the named one and its version compares true.',
  params: {
    name: required('distro', anyText, {
      help: 'The ID of os-release, with or without capitals.',
      example: 'debian',
    }),
    version: required('version', anyText, {
      help: 'The version to compare with, as VERSION_ID has it.',
      example: '11',
    }),
    check: required('check', oneOf(...comparisons), {
      help: 'How the version of the image is compared with it. Numbers between dots compare as numbers, and 9 is 9.0.',
      example: '<',
    }),
  },
  run: (context, wanted) => {
    const { distro } = context.facts.bill;
    return distro === null ? noDistro(context) : judge(distro, wanted);
  },
});

/** A scratch image has no distribution; one with packages of a distribution has, and hides it. */
function noDistro({ facts }: GateContext): Outcome {
  const hidden = facts.bill.packages.some(({ kind }) => kindFacts(kind).distroPackage);
  if (hidden || facts.bill.unread.length > 0)
    return notEvaluated('the distribution could not be told: there is no readable os-release');
  return notApplicable('the artifact has no distribution: neither os-release nor packages of one');
}

function judge(distro: Distro, { name, version, check }: Wanted): Outcome {
  if (distro.id.toLowerCase() !== name.trim().toLowerCase()) return found();
  if (distro.version === null) return notEvaluated(`${distro.id} states no version to compare with ${version}`);
  const answer = compare(distro.version, check, version.trim());
  if (answer === null) return notEvaluated(`the versions ${distro.version} and ${version} cannot be compared`);
  if (!answer) return found();
  const message = `Distro denied: ${distro.id} ${distro.version} (rule: ${distro.id} ${check} ${version.trim()})`;
  const says = `build on another base image: not ${distro.id} ${check} ${version.trim()}`;
  return found([{ message, fix: { kind: 'dockerfile', says } }]);
}

/** PEP 440 orders releases by their numbers, takes 9 for 9.0 and knows that `3.21_alpha1` comes before 3.21. */
function compare(left: string, check: ComparisonOperator, right: string): boolean | null {
  if (left === right) return check === '=' || check === '<=' || check === '>=';
  const comparison = compareVersions('pep440', left, right);
  if (comparison.sure) return holds(comparison.order, check, 0);
  // Names such as `sid` are equal or not, and have no order.
  return check === '=' ? false : check === '!=' ? true : null;
}
