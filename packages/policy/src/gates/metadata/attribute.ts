import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, foundInPart, notApplicable, notEvaluated, type Outcome } from '../../gating/outcome.ts';
import { optional, required } from '../../gating/parameters.ts';
import { linkedTo, oneOf, splitList } from '../../gating/validators.ts';
import { isFileSource } from '../_shared/artifact.ts';
import { type ComparisonOperator, comparisons, holds } from '../_shared/compare.ts';
import { needsValue, type TextCheck, textTest, whyBadValue } from '../_shared/text-check.ts';
import { type AttributeName, attributeOf, attributes, readCount, readSize } from './attributes.ts';

const checks = ['=', '!=', '>', '<', '>=', '<=', 'exists', 'not_exists', 'like', 'not_like', 'in', 'not_in'] as const;
type Check = (typeof checks)[number];

interface Wanted {
  readonly attribute: AttributeName;
  readonly check: Check;
  readonly value: string | null;
}

export const attribute = defineTrigger({
  name: 'attribute',
  help: 'Fires once when an attribute of the image satisfies the check.',
  params: {
    attribute: required('attribute', oneOf(...attributes), {
      help: 'What to look at. Sizes are the stored (compressed) bytes of the layers.',
      example: 'size',
    }),
    check: required('check', oneOf(...checks), { help: 'How to compare.', example: '>' }),
    value: optional('value', linkedTo('attribute'), {
      help: 'What to compare with: a size such as 500mb, a number of layers, or text. A check that needs it and has none never fires.',
      example: '500mb',
    }),
  },
  check: ({ attribute, check, value }) => {
    const details = whyBad(attribute, check, value);
    return details === null ? [] : [{ parameter: 'value', details }];
  },
  run: (context, wanted) => {
    const read = attributeOf(context.facts, wanted.attribute);
    if (!read.known) return isFileSource(context.facts) ? notApplicable(read.because) : notEvaluated(read.because);
    return judge(context, wanted, read.values);
  },
});

function whyBad(attribute: AttributeName, check: Check, value: string | null): string | null {
  if (value === null || !needsValue(check)) return null;
  const items = check === 'in' || check === 'not_in' ? splitList(value, ',') : [value];
  if (check === 'like' || check === 'not_like') return whyBadValue(check, value);
  if (attribute === 'size' && items.some((item) => readSize(item) === null))
    return `'${value}' is not a size such as 500mb`;
  const badCount = attribute === 'layer_count' && items.some((item) => readCount(item) === null);
  return badCount ? `'${value}' is not a number of layers` : null;
}

function judge(context: GateContext, wanted: Wanted, values: readonly (string | number)[]): Outcome {
  if (wanted.check === 'exists' || wanted.check === 'not_exists') {
    return values.length > 0 === (wanted.check === 'exists') ? fire(wanted, values) : found();
  }
  if (wanted.value === null) return found();
  if (values.length === 0) return notEvaluated(`the artifact has no ${wanted.attribute} to compare`);
  const results = values.map((value) => compare(context, wanted, value));
  if (results.includes(null)) return foundInPart([], [`the ${wanted.attribute} is too long for the rule's pattern`]);
  // A negative check holds only when it holds of every value: an image "like debian, ubuntu" is like debian.
  const negative = ['!=', 'not_like', 'not_in'].includes(wanted.check);
  return (negative ? results.every(Boolean) : results.some(Boolean)) ? fire(wanted, values) : found();
}

function compare(context: GateContext, { attribute, check, value }: Wanted, actual: string | number): boolean | null {
  const wanted = value ?? '';
  if (typeof actual === 'string' || check === 'like' || check === 'not_like') {
    const ordered = comparisons.find((one) => one === check);
    if (ordered) return holds(String(actual), ordered, wanted);
    return textTest(check as TextCheck, wanted)(String(actual), context.patternBudget);
  }
  const read = attribute === 'size' ? readSize : readCount;
  if (check === 'in' || check === 'not_in') {
    return splitList(wanted, ',').some((item) => read(item) === actual) === (check === 'in');
  }
  return holds(actual, check as ComparisonOperator, read(wanted) ?? Number.NaN);
}

function fire({ attribute, check, value }: Wanted, values: readonly (string | number)[]): Outcome {
  const shown = values.length > 0 ? values.join(',') : 'None';
  const message = `Attribute check for attribute: '${attribute}' check: '${check}' check_value: '${value ?? ''}' matched image value: '${shown}'`;
  return found([{ message }]);
}
