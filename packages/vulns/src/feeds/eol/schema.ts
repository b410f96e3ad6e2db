import { cpeIdentifier, purlIdentifier } from '../../store/identifiers.ts';
import type { ProductCycle, ProductLifecycles } from '../../store/types.ts';
import { type Dict, dictAt, isDict, listAt, own, textAt, timeAt } from '../_shared/osv/read.ts';

/** A list of products, not yet read. */
export interface ProductsDocument {
  readonly products: readonly unknown[];
  /** RFC 3339 UTC, when the document tells. */
  readonly asOf: string | null;
}

/**
 * Reads either layout: that of the API (`/api/v1/products/full`: `result[]` with `name` and `releases[]`), or that of the product pages
 * (`products[]` with `product` and `cycles[]`). Null when the text is neither.
 */
export function readProductsDocument(text: string): ProductsDocument | null {
  const value = parse(text);
  if (!isDict(value)) return null;
  const key = ['products', 'result'].find((name) => Array.isArray(own(value, name)));
  return key === undefined
    ? null
    : { products: listAt(value, key), asOf: timeAt(value, 'generated_at') ?? dayOf(value) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function dayOf(document: Dict): string | null {
  const day = dateAt(document, 'date');
  return day === null ? null : `${day}T00:00:00Z`;
}

const most = { identifiers: 500, cycles: 2_000, name: 100, label: 200 } as const;

/** A product with the number of its cycles that could not be read; null when it has no name. */
export function readProduct(value: Dict): { readonly product: ProductLifecycles; readonly badCycles: number } | null {
  const product = textAt(value, 'product', most.name) ?? textAt(value, 'name', most.name);
  if (!product) return null;
  const stated = [...listAt(value, 'cycles'), ...listAt(value, 'releases')].slice(0, most.cycles);
  const cycles = stated.map((cycle) => (isDict(cycle) ? readCycle(cycle) : null));
  const good = cycles.filter((cycle) => cycle !== null);
  const label = textAt(value, 'label', most.label) ?? product;
  return {
    product: { product, label, identifiers: readIdentifiers(value), cycles: good },
    badCycles: cycles.length - good.length,
  };
}

function readIdentifiers(value: Dict): string[] {
  const found = listAt(value, 'identifiers')
    .slice(0, most.identifiers)
    .flatMap((entry) => {
      const [type, id] = isDict(entry) ? [textAt(entry, 'type'), textAt(entry, 'id')] : [null, null];
      if (id === null) return [];
      const identifier = type === 'purl' ? purlIdentifier(id) : type === 'cpe' ? cpeIdentifier(id) : null;
      return identifier === null ? [] : [identifier];
    });
  return [...new Set(found)];
}

function readCycle(value: Dict): ProductCycle | null {
  const cycle = textAt(value, 'cycle', most.name) ?? textAt(value, 'name', most.name);
  if (!cycle) return null;
  return {
    cycle,
    codename: textAt(value, 'codename', most.name),
    endOfActiveSupport: endAt(value, 'eoas', 'Eoas'),
    endOfLife: endAt(value, 'eol', 'Eol'),
    endOfExtendedSupport: endAt(value, 'eoes', 'Eoes'),
    latest: textAt(value, 'latest', most.name) ?? textAt(dictAt(value, 'latest'), 'name', most.name),
    lts: own(value, 'isLts') === true || own(value, 'lts') === true || dateAt(value, 'lts') !== null,
  };
}

/** A day, or a word where the source gives no day: `eol` of the pages, `eolFrom` and `isEol` of the API. */
function endAt(value: Dict, key: string, word: string): string | boolean | null {
  const day = dateAt(value, key) ?? dateAt(value, `${key}From`);
  if (day !== null) return day;
  const said = own(value, key) ?? own(value, `is${word}`);
  return typeof said === 'boolean' ? said : null;
}

function dateAt(value: Dict, key: string): string | null {
  const text = textAt(value, key, 40);
  const day = text !== null && /^\d{4}-\d\d-\d\d/.test(text) ? text.slice(0, 10) : null;
  return day === null || Number.isNaN(Date.parse(day)) ? null : day;
}
