import { isRecord, listOf } from '@gantry/core/json';
import { XMLParser } from 'fast-xml-parser';
import { countStates, utcTime } from './count-states.ts';
import type { StigResults, StigRuleResult, StigState } from './types.ts';

/** Elements that may stand several times: read as lists always. */
const lists = new Set(['rule-result', 'TestResult', 'Group', 'Rule', 'report']);

/** Names that elements and attributes may have. */
const maxNames = 2_000;

/** Deepest nesting of elements that is looked through. */
const maxDepth = 40;

/**
 * Reads results in XCCDF 1.1 or 1.2 (NIST SP 800-126): a `TestResult`, alone, in its `Benchmark`, or in the report of an ARF document.
 * Null when it is something else. Fails with a plain error when it is no XML.
 */
export function readXccdf(text: string): StigResults | null {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    // Entities of a document type could make a small file large.
    processEntities: false,
    isArray: listNamer(),
  });
  const root: unknown = parser.parse(text, true);
  const result = findAll(root, 'TestResult', maxDepth).at(-1);
  if (result === undefined) return null;
  const titles = titlesOf(root);
  const rules = listOf(result['rule-result'])
    .filter(isRecord)
    .map((one) => toRule(one, titles));
  return {
    format: 'xccdf',
    profile: attribute(result['profile'], '@idref') || attribute(result['benchmark'], '@id') || textOf(result['title']),
    evaluatedAt: utcTime(textOf(result['@end-time'])) ?? utcTime(textOf(result['@start-time'])),
    rules,
    counts: countStates(rules),
  };
}

/** Tells which elements become lists. Benchmarks have some hundred names of elements; a million would keep the parser busy for long. */
function listNamer(): (name: string) => boolean {
  const names = new Set<string>();
  return (name) => {
    if (names.add(name).size > maxNames) throw new Error(`it has more than ${maxNames} names of elements`);
    return lists.has(name);
  };
}

const states: ReadonlyMap<string, StigState> = new Map([
  ['pass', 'NotAFinding'],
  ['fixed', 'NotAFinding'],
  ['fail', 'Open'],
  ['notapplicable', 'Not_Applicable'],
]);

function toRule(one: Record<string, unknown>, titles: ReadonlyMap<string, string>): StigRuleResult {
  const id = textOf(one['@idref']);
  return { id, title: titles.get(id) ?? '', state: states.get(textOf(one['result']).trim()) ?? 'Not_Reviewed' };
}

function titlesOf(root: unknown): Map<string, string> {
  return new Map(findAll(root, 'Rule', maxDepth).map((rule) => [textOf(rule['@id']), textOf(rule['title'])]));
}

/** Every element of a name, in the order of the document, down to a depth. */
function findAll(root: unknown, name: string, depth: number): Record<string, unknown>[] {
  if (depth === 0) return [];
  if (Array.isArray(root)) return root.flatMap((one) => findAll(one, name, depth));
  if (!isRecord(root)) return [];
  return Object.entries(root).flatMap(([key, value]) => [
    ...(key === name ? listOf(value).filter(isRecord) : []),
    ...findAll(value, name, depth - 1),
  ]);
}

function attribute(element: unknown, name: string): string {
  return isRecord(element) ? textOf(element[name]) : '';
}

/** The text of an element with or without attributes. */
function textOf(value: unknown): string {
  if (isRecord(value)) return textOf(value['#text']);
  return typeof value === 'string' ? value.slice(0, 1_000) : '';
}
