import { canonicalDocument, compareKeys, partUnder } from '@gantry/policy';
import { type Document, isMap, isScalar, isSeq, parseDocument, stringify, visit } from 'yaml';
import { cliErrors } from '../errors.ts';
import { parseYaml } from './yaml.ts';

/** A policy with its keys in canonical order: JSON stays JSON, YAML stays YAML with its comments. Fails with CLI_POLICY_UNREADABLE. */
export function formatPolicy(text: string, name: string): string {
  const bare = text.replace(/^\ufeff/, '');
  try {
    if (bare.trimStart().startsWith('{')) return `${JSON.stringify(canonicalDocument(JSON.parse(bare)), null, 2)}\n`;
    // Refuses what is too deep or too large, which the reader below would try.
    parseYaml(bare);
    return formatYaml(parseDocument(bare));
  } catch (error) {
    const because = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw cliErrors.POLICY_UNREADABLE({ name, because }, { cause: error });
  }
}

/** A document as YAML in canonical order. */
export function policyAsYaml(document: Readonly<Record<string, unknown>>): string {
  return stringify(canonicalDocument(document), { lineWidth: 120 });
}

function formatYaml(document: Document): string {
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false });
  // A comment over the first key belongs to the document, whichever key comes first later.
  const ordered = parseDocument(text);
  order(ordered.contents, 'bundle');
  // An alias must not come before what it names.
  return hasAliases(ordered) ? text : ordered.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function hasAliases(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias() {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

function order(node: unknown, part: string): void {
  if (isSeq(node)) for (const item of node.items) order(item, part);
  if (!isMap(node)) return;
  const keyOf = (key: unknown) => (isScalar(key) ? String(key.value) : '');
  node.items.sort((a, b) => compareKeys(part, keyOf(a.key), keyOf(b.key)));
  for (const { key, value } of node.items) order(value, partUnder(keyOf(key)));
}
