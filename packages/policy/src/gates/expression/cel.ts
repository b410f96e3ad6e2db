import type { Match, PolicyFacts } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, notApplicable, notEvaluated, type Outcome, type Raised } from '../../gating/outcome.ts';
import { optional, required, withDefault } from '../../gating/parameters.ts';
import { anyText, oneOf } from '../../gating/validators.ts';
import { howToInspect } from '../_shared/inspected.ts';
import { unreadReasons } from '../_shared/unread.ts';
import { count } from '../_shared/words.ts';
import { type Budgets, compileExpression, type Expression, firstLine } from './compile-expression.ts';
import { type CelFacts, celFacts } from './facts.ts';
import { messageTemplate } from './message-template.ts';
import { type Budget, mostSteps } from './meter.ts';
import { type CelVariable, celEnvironment, type Over } from './variables.ts';

interface Wanted {
  readonly source: string;
  readonly over: Over;
  readonly message: string | null;
}

export const cel = defineTrigger({
  name: 'cel',
  help: 'Fires where an expression of the Common Expression Language is true: once for the artifact, or once for each package, match or file.',
  ours: true,
  needs: [],
  needsWith: ({ source, over }) => needsOf({ source, over, message: null }),
  params: {
    source: required('expression', anyText, {
      help: 'The expression; the readme of the gate lists what it may name.',
      example: 'packages.exists(p, p.name == "log4j-core" && p.version.startsWith("2.14"))',
    }),
    over: withDefault('over', oneOf('artifact', 'package', 'match', 'file'), {
      help: 'What it is asked of; `item` is each package, match or file.',
      example: 'match',
      fallback: 'artifact',
    }),
    message: optional('message', anyText, {
      help: 'What the finding says; fields of the item stand in braces.',
      example: '{item.name} {item.version} is not allowed here',
    }),
  },
  check: (wanted) => problemsOf(wanted),
  run: (context, wanted) => {
    const made = compiled(wanted);
    return made.ok ? ask(context, made.expression, wanted) : notEvaluated(made.because);
  },
});

/** A rule's values are the same object in every evaluation: its expression is read once. */
const known = new WeakMap<object, ReturnType<typeof compileExpression>>();

function compiled(wanted: Wanted): ReturnType<typeof compileExpression> {
  const made = known.get(wanted) ?? compileExpression(wanted.source, celEnvironment(wanted.over), 'bool');
  known.set(wanted, made);
  return made;
}

function problemsOf(wanted: Wanted): { readonly parameter: string; readonly details: string }[] {
  const made = compiled(wanted);
  const template = wanted.message === null ? null : messageTemplate(wanted.message, wanted.over);
  return [
    ...(made.ok ? [] : [{ parameter: 'expression', details: `the expression cannot be used: ${made.because}` }]),
    ...(template === null || template.ok ? [] : [{ parameter: 'message', details: template.because }]),
  ];
}

function needsOf(wanted: Wanted): readonly ('files' | 'annotations')[] {
  const made = compiled(wanted);
  const names = made.ok ? made.expression.names : new Set<string>();
  return [
    ...(wanted.over === 'file' || names.has('files') ? (['files'] as const) : []),
    ...(names.has('annotations') ? (['annotations'] as const) : []),
  ];
}

const itemLists = { artifact: null, package: 'packages', match: 'matches', file: 'files' } as const;

function ask(context: GateContext, expression: Expression, wanted: Wanted): Outcome {
  const facts = celFacts(context.facts);
  const missing = whatIsMissing(context.facts, facts, { expression, over: wanted.over });
  if (missing) return missing;
  const variables = variablesFor(facts, context.now);
  const budgets = { steps: budgetOf(context), patterns: context.patternBudget };
  const list = itemLists[wanted.over];
  const items = list === null ? [undefined] : (facts[list] ?? []);
  const asked = askEach(items, { expression, variables, budgets });
  if (asked.tooCostly) return notEvaluated(`the expression needs more than ${mostSteps} steps over this artifact`);
  if (list === null && asked.failed > 0) return notEvaluated(`the expression has no value: ${asked.because}`);
  const raised = asked.fired.map((at) => raise(at, context.facts, { wanted, item: items[at] }));
  const failed = `the expression has no value for ${count(asked.failed, wanted.over)}: ${asked.because}`;
  return foundInPart(raised, [
    ...(asked.failed > 0 ? [failed] : []),
    ...gapsOf(context.facts, expression, wanted.over),
  ]);
}

interface Question {
  readonly expression: Expression;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly budgets: Budgets;
}

function askEach(items: readonly unknown[], { expression, variables, budgets }: Question) {
  const fired: number[] = [];
  let failed = 0;
  let because = '';
  for (const [at, item] of items.entries()) {
    try {
      if (expression.run(item === undefined ? variables : { ...variables, item }, budgets) === true) fired.push(at);
    } catch (error) {
      failed++;
      because ||= firstLine(error);
    }
    if (budgets.steps.steps < 0 || budgets.patterns.steps < 0) break;
  }
  return { fired, failed, because, tooCostly: budgets.steps.steps < 0 || budgets.patterns.steps < 0 };
}

const budgets = new WeakMap<GateContext, Budget>();

/** All expressions of an evaluation share their steps: more rules do not buy more time. */
function budgetOf(context: GateContext): Budget {
  const budget = budgets.get(context) ?? { steps: mostSteps };
  budgets.set(context, budget);
  return budget;
}

function variablesFor(facts: CelFacts, now: number): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...facts, now: new Date(now) }).filter(([, value]) => value !== null));
}

/** A fact that the expression names and nobody has: silence would mean that it was looked at. */
function whatIsMissing(
  facts: PolicyFacts,
  seen: CelFacts,
  { expression, over }: { readonly expression: Expression; readonly over: Over },
): Outcome | null {
  const asks = (name: CelVariable) => expression.names.has(name) || itemLists[over] === name;
  if (asks('config') && seen.config === null) {
    const isKnown = facts.bill.source.kind !== 'other';
    return isKnown
      ? notApplicable('only images have a configuration')
      : notEvaluated('the SBOM holds no image configuration');
  }
  if (asks('matches') && seen.matches === null) return notEvaluated('the packages were not compared with advisories');
  if (asks('files') && seen.files === null) return notEvaluated(`the files were not listed: ${howToInspect(facts)}`);
  if (asks('annotations') && seen.annotations === null)
    return notEvaluated('annotations are known to a server only: ask it to check the image');
  if (asks('distro') && seen.distro === null) return notEvaluated('the distribution of the artifact is not known');
  if (asks('dockerfile') && facts.dockerfile.mode === 'unknown') return notEvaluated('no Dockerfile was handed in');
  return null;
}

/** Packages may hide in what could not be read, matches in what could not be compared. */
function gapsOf(facts: PolicyFacts, { names }: Expression, over: Over): string[] {
  const looksAtMatches = over === 'match' || names.has('matches');
  const looksAtPackages = looksAtMatches || over === 'package' || names.has('packages');
  const unmatched = facts.report?.notEvaluated.length ?? 0;
  return [
    ...(looksAtPackages ? unreadReasons(facts.bill) : []),
    ...(looksAtMatches && unmatched > 0
      ? [`${count(unmatched, 'package')} could not be compared with advisories`]
      : []),
  ];
}

function raise(
  at: number,
  facts: PolicyFacts,
  { wanted, item }: { readonly wanted: Wanted; readonly item: unknown },
): Raised {
  const message = messageOf(wanted, item, subjectOf(at, facts, wanted.over));
  switch (wanted.over) {
    case 'package':
      return { message, ...packageOf(facts.bill.packages[at]?.id) };
    case 'match':
      return { message, ...matchOf(facts.report?.matches[at]) };
    case 'file': {
      const file = facts.inspection?.files?.entries[at];
      return { message, ...(file ? { path: file.path } : {}), ...(file?.layer ? { layer: file.layer } : {}) };
    }
    default:
      return { message };
  }
}

function packageOf(packageId: string | undefined) {
  return packageId === undefined ? {} : { packageId };
}

function matchOf(match: Match | undefined) {
  return match ? { packageId: match.packageId, vulnerability: match.vulnerability } : {};
}

function subjectOf(at: number, { bill, report, inspection }: PolicyFacts, over: Over): string {
  if (over === 'file') return ` for file ${inspection?.files?.entries[at]?.path ?? ''}`;
  const match = over === 'match' ? report?.matches[at] : undefined;
  const one = match ? bill.packages.find(({ id }) => id === match.packageId) : bill.packages[at];
  if (over === 'artifact' || !one) return '';
  const named = `${one.name} ${one.version ?? ''}`.trim();
  return match ? ` for ${match.vulnerability} in ${named}` : ` for package ${named}`;
}

function messageOf({ source, over, message }: Wanted, item: unknown, subject: string): string {
  const template = message === null ? null : messageTemplate(message, over);
  if (template?.ok) return template.fill(item);
  return `Expression is true${subject}: ${source.replace(/\s+/g, ' ').trim().slice(0, 500)}`;
}
