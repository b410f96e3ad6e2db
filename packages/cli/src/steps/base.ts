import type { Ancestor, Ancestry, Bill, PolicyFacts } from '@gantry/core';
import { openTarget } from '@gantry/sbom';
import { cliErrors } from '../errors.ts';
import { printable } from '../render/table.ts';
import { flag, type OptionValues, text } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { sourceOptions } from './bill.ts';

/** What `--base` says of the layers. */
export type BaseFacts = Pick<PolicyFacts, 'base' | 'ancestry'>;

/**
 * Compares the layers of an image with those of `--base`; the layers of the base are not read. A base whose layers are not the first ones of
 * the target is no ancestor, which is said; layers that both have still count as inherited. Fails with CLI_NO_BASE and as opening does.
 */
export async function baseFacts(bill: Bill, options: OptionValues, terminal: Terminal): Promise<BaseFacts> {
  const name = text(options, 'base');
  if (name === undefined) return { base: null, ancestry: null };
  const { source } = bill;
  if (source.kind !== 'image') throw cliErrors.NO_BASE({ target: source.target, base: name });
  const found = await openBase(name, options, terminal);
  const own = source.layers.map(({ diffId }) => diffId);
  const isBase = found.diffIds.every((diffId, at) => own[at] === diffId);
  if (!isBase && !flag(options, 'quiet'))
    terminal.err(`note: ${printable(name)} is not what the target was built on: their first layers differ\n`);
  const ancestry: Ancestry = { ancestors: isBase ? [found.ancestor] : [], base: isBase ? found.ancestor : null };
  return { base: { reference: name, diffIds: found.diffIds }, ancestry };
}

interface FoundBase {
  readonly ancestor: Ancestor;
  readonly diffIds: readonly string[];
}

async function openBase(name: string, options: OptionValues, terminal: Terminal): Promise<FoundBase> {
  const opened = await openTarget(name, sourceOptions(options, terminal, undefined));
  try {
    if (opened.kind !== 'image') throw cliErrors.NO_BASE({ target: name, base: name });
    const { manifestDigest: digest, reference, tags, layers } = opened.source;
    const names = reference === undefined ? tags : [...new Set([reference, ...tags])];
    const diffIds = layers.map(({ diffId }) => diffId);
    return { ancestor: { digest, tags: names, layers: layers.length }, diffIds };
  } finally {
    await opened.close();
  }
}
