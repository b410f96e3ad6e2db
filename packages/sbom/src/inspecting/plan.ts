import type { ExtrasOrder, SumOrder } from '../cataloging/file-sums.ts';
import type { Reader, ReaderMaker } from '../cataloging/reader.ts';
import type { Inspector } from './define-inspector.ts';
import type { InspectionWish } from './wish.ts';

/** An inspector that has something to do. */
export interface ChosenInspector {
  readonly inspector: Inspector;
  readonly options: unknown;
}

/** What an inspection takes. */
export interface InspectionPlan {
  readonly chosen: readonly ChosenInspector[];
  /** The readers of those that look at content. */
  readonly readers: readonly Reader[];
  /** Options for the readers in the workers, by name. */
  readonly readerOptions: Readonly<Record<string, unknown>>;
  /** Names of readers that see files of every layer. */
  readonly everyLayer: ReadonlySet<string>;
  /** What the pass notes besides readings. */
  readonly extras: ExtrasOrder;
}

/** Larger files have no digest unless the wish says otherwise. Bytes. */
const hashFileBytes = 4 * 2 ** 30;

/** Chooses the inspectors that a wish needs; null when there is nothing to inspect. */
export function planInspection(wish: InspectionWish, inspectors: readonly Inspector[]): InspectionPlan | null {
  const chosen = inspectors.flatMap((inspector) => choose(inspector, wish));
  if (chosen.length === 0) return null;
  const readers = chosen.flatMap(({ inspector, options }) => readerOf(inspector, options) ?? []);
  return {
    chosen,
    readers,
    readerOptions: Object.fromEntries(readers.map(({ name, options }) => [name, options])),
    everyLayer: new Set(chosen.filter(seesEveryLayer).map(({ inspector }) => inspector.name)),
    extras: {
      sums: joined(chosen.flatMap(({ inspector }) => inspector.sums ?? [])),
      maxBytes: wish.limits?.hashFileBytes ?? hashFileBytes,
    },
  };
}

/** The readers of inspectors, for a worker that hears of their options later. */
export function readerMakers(inspectors: readonly Inspector[]): ReaderMaker[] {
  return inspectors.map((inspector) => ({
    name: inspector.name,
    make: (options) => readerOf(inspector, options) ?? idle(inspector),
  }));
}

function choose(inspector: Inspector, wish: InspectionWish): ChosenInspector[] {
  const options = wish.parts.has(inspector.part) ? inspector.options(wish) : null;
  return options === null ? [] : [{ inspector, options }];
}

/** One order for each algorithm. */
function joined(orders: readonly SumOrder[]): SumOrder[] {
  const algorithms = [...new Set(orders.map(({ algorithm }) => algorithm))].sort();
  return algorithms.map((algorithm) => {
    const folders = orders.filter((one) => one.algorithm === algorithm).map(({ below }) => below);
    const below = [...new Set(folders.flatMap((some) => some ?? []))].sort();
    return folders.includes(undefined) ? { algorithm } : { algorithm, below };
  });
}

function seesEveryLayer({ inspector, options }: ChosenInspector): boolean {
  return inspector.everyLayer?.(options) === true;
}

function readerOf(inspector: Inspector, options: unknown): Reader | null {
  const made = inspector.reader?.(options);
  if (made === undefined) return null;
  const { name, revision } = inspector;
  return { name, revision, options, inspects: true, reads: made.reads, read: (file) => made.read(file) };
}

function idle({ name, revision }: Inspector): Reader {
  return { name, revision, inspects: true, reads: [], read: () => ({ facts: null }) };
}
