import type { Remedy } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { found, foundInPart, type Outcome } from '../../gating/outcome.ts';
import { optional, required } from '../../gating/parameters.ts';
import { anyText, oneOf, splitList } from '../../gating/validators.ts';
import { needsValue, type TextCheck, textChecks, textTest, whyBadValue } from '../_shared/text-check.ts';

/** What a rule about a label or an annotation asks. */
export interface NamedText {
  readonly name: string;
  readonly check: TextCheck;
  readonly value: string | null;
}

/** The parameters of such a rule; `word` is `label` or `annotation`. */
export function namedTextParameters(word: string, example: string) {
  return {
    name: required('name', anyText, { help: `The name of the ${word}.`, example }),
    check: required('check', oneOf(...textChecks), {
      help: `How to compare; like and not_like take a regular expression from the start, in and not_in a comma list. Without the ${word}, not_exists, !=, not_like and not_in hold.`,
      example: 'not_exists',
    }),
    value: optional('value', anyText, {
      help: 'What to compare with. A check that needs it and has none never fires.',
      example: 'payments',
    }),
  };
}

/** What is wrong with the value of such a rule. */
export function namedTextProblems({ check, value }: NamedText): { parameter: string; details: string }[] {
  const details = whyBadValue(check, value);
  return details === null ? [] : [{ parameter: 'value', details }];
}

/** The texts of an artifact that have names. */
export interface NamedTexts {
  readonly word: 'label' | 'annotation';
  readonly texts: Readonly<Record<string, string>>;
  /** What to do, with a text that the rule takes, where one can be named. */
  readonly fix: (good: string | null) => Remedy;
}

/** A text that does not satisfy the check; `…` stands for what only people know. Null when any text would, or nobody can tell. */
function goodText({ check, value }: NamedText): string | null {
  switch (check) {
    case 'not_exists':
    case 'not_like':
      return '…';
    case '!=':
      return value;
    case 'not_in':
      return splitList(value ?? '', ',')[0] ?? null;
    default:
      return null;
  }
}

/** Compares one of some named texts. */
export function judgeNamedText(
  context: GateContext,
  { name, check, value }: NamedText,
  { word, texts, fix }: NamedTexts,
): Outcome {
  const text = Object.hasOwn(texts, name) ? (texts[name] ?? null) : null;
  const holds = decide(context, { name, check, value }, text);
  if (holds === null) return foundInPart([], [`the ${word} ${name} is too long for the rule's pattern`]);
  if (!holds) return found();
  const title = `${word[0]?.toUpperCase()}${word.slice(1)}`;
  const message = `${title} check for ${word}: '${name}' check: '${check}' check_value: '${value ?? ''}' matched image value: '${text ?? 'None'}'`;
  return found([{ message, fix: fix(goodText({ name, check, value })) }]);
}

const holdWithout: readonly TextCheck[] = ['not_exists', '!=', 'not_like', 'not_in'];

function decide(context: GateContext, { check, value }: NamedText, text: string | null): boolean | null {
  if (!needsValue(check)) return (text !== null) === (check === 'exists');
  if (value === null) return false;
  return text === null ? holdWithout.includes(check) : textTest(check, value)(text, context.patternBudget);
}
