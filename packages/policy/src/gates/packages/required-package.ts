import { compareVersions, kindFacts, type Package } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, foundInPart, notEvaluated, type Outcome, type Raised } from '../../gating/outcome.ts';
import { optional, required, withDefault } from '../../gating/parameters.ts';
import { anyText, oneOf } from '../../gating/validators.ts';
import { aboutPackage } from '../_shared/about-package.ts';
import { unreadReasons } from '../_shared/unread.ts';

export const requiredPackage = defineTrigger({
  name: 'required_package',
  help: 'Fires when the package is absent, or present and not at the version.',
  params: {
    name: required('name', anyText, { help: 'The exact package name.', example: 'ca-certificates' }),
    version: optional('version', anyText, { help: 'The version it must have; any when not set.', example: '20230311' }),
    how: withDefault('version_match_type', oneOf('exact', 'minimum'), {
      help: 'Whether it must have exactly that version, or that one or a later one by the order of its package manager.',
      example: 'minimum',
      fallback: 'exact',
    }),
  },
  run: (context, { name, version, how }) => {
    const present = context.facts.bill.packages.filter((one) => one.name === name);
    if (present.length === 0) return absent(context, name, version);
    if (version === null) return found();
    return how === 'exact' ? exact(present, name, version) : minimum(present, name, version);
  },
});

function absent({ facts }: GateContext, name: string, version: string | null): Outcome {
  const what = version === null ? name : `${name},${version}`;
  return foundInPart(
    [
      {
        message: `Required input package (${what}) is not present in container image`,
        fix: { kind: 'dockerfile', says: `install ${version === null ? name : `${name} ${version}`} in the image` },
      },
    ],
    unreadReasons(facts.bill),
  );
}

function exact(present: readonly Package[], name: string, version: string): Outcome {
  if (present.some((one) => one.version === version)) return found();
  const one = present.find((candidate) => candidate.version !== null);
  if (!one) return notEvaluated(`the version of ${name} could not be read`);
  // The format's text names the package where one expects the version; ids depend on it.
  const message = `Required input package (${name}) is present (${one.version}), but not at the version specified in policy (${name})`;
  return found([raise(one, message, version)]);
}

function minimum(present: readonly Package[], name: string, version: string): Outcome {
  const orders = present.map((one) => ({ one, order: orderOf(one, version) }));
  if (orders.some(({ order }) => order !== null && order >= 0)) return found();
  const lower = orders.find(({ order }) => order !== null);
  if (!lower) return notEvaluated(`the versions of ${name} cannot be compared with ${version}`);
  const message = `Required min-version input package (${name}) is present (${lower.one.version}), but is lower version than what is specified in policy (${version})`;
  return found([raise(lower.one, message, version)]);
}

function orderOf(one: Package, version: string): number | null {
  const scheme = kindFacts(one.kind).versionScheme;
  if (scheme === null || one.version === null) return null;
  const comparison = compareVersions(scheme, one.version, version);
  return comparison.sure ? comparison.order : null;
}

function raise(one: Package, message: string, to: string): Raised {
  const fix = { kind: 'upgrade', packageId: one.id, name: one.name, from: one.version ?? '', to } as const;
  return { message, fix, ...aboutPackage(one) };
}
