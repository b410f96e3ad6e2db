import { type Bill, by, type Lifecycle, type UnsureLifecycle } from '@gantry/core';
import { holds } from '../store/enrichments.ts';
import type { AdvisoryStore, ProductLifecycles } from '../store/types.ts';
import { type CycleChoice, chooseCycle } from './choose-cycle.ts';
import { distroChoice } from './distro-choice.ts';
import { type Recognised, recogniseProduct } from './recognise-product.ts';

/** The support of what an artifact holds: where it is sure, and where a product is known but its cycle is not. */
export interface LifecycleAnswer {
  /** The distribution first, then by package name. */
  readonly known: readonly Lifecycle[];
  readonly unsure: readonly UnsureLifecycle[];
}

/**
 * The support of the distribution and of the packages whose product is known; null when no lifecycle data is loaded. A package that the
 * distribution maintains is judged by the distribution and has no lifecycle of its own: Debian's `python3.11` gets its fixes as long as
 * Debian 12 does. Nothing is guessed: a version without a cycle is unsure, a product without data is not mentioned.
 */
export function lifecyclesOf(bill: Bill, store: AdvisoryStore): LifecycleAnswer | null {
  if (!holds(store, 'eol')) return null;
  const product = remembering((name) => store.product(name));
  const answers = [...distroAnswers(bill, product), ...packageAnswers(bill, { store, product })];
  return {
    known: answers.flatMap((answer) => ('cycle' in answer ? [answer] : [])),
    unsure: answers.flatMap((answer) => ('cycle' in answer ? [] : [answer])),
  };
}

type Answer = Lifecycle | UnsureLifecycle;
type ProductByName = (name: string) => ProductLifecycles | null;

function distroAnswers({ distro }: Bill, product: ProductByName): Answer[] {
  if (!distro) return [];
  const choice = distroChoice(distro, product);
  if (choice) return [toAnswer(choice, { packageId: null, how: 'distro' })];
  return [{ packageId: null, product: null, because: `there is no lifecycle data of the distribution ${distro.id}` }];
}

function packageAnswers(bill: Bill, by_: { readonly store: AdvisoryStore; readonly product: ProductByName }): Answer[] {
  return bill.packages
    .flatMap((pkg) => {
      const found = recogniseProduct(pkg, by_.store);
      return found ? [{ pkg, found }] : [];
    })
    .sort(
      by(
        ({ pkg }) => pkg.name,
        ({ pkg }) => pkg.id,
      ),
    )
    .flatMap(({ pkg, found }) => packageAnswer(pkg.id, found, by_.product));
}

function packageAnswer(
  packageId: string,
  { product: name, version, how }: Recognised,
  product: ProductByName,
): Answer[] {
  const known = product(name);
  return known ? [toAnswer({ product: known, ...chooseCycle(known, version) }, { packageId, how })] : [];
}

function toAnswer(
  { product, cycle, because }: CycleChoice & { readonly product: ProductLifecycles },
  { packageId, how }: { readonly packageId: string | null; readonly how: string },
): Answer {
  if (cycle === null) return { packageId, product: product.product, because };
  const { codename: _codename, ...dates } = cycle;
  return { packageId, product: product.product, label: product.label, ...dates, how };
}

function remembering(ask: ProductByName): ProductByName {
  const known = new Map<string, ProductLifecycles | null>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const answer = ask(name);
    known.set(name, answer);
    return answer;
  };
}
