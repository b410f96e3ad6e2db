import { type Advisory, byCodeUnit, canonicalName, type KnownExploited } from '@gantry/core';
import {
  type BlockFileWriter,
  createBlockFile,
  createExternalSorter,
  type Entry,
  type ExternalSorter,
  type WrittenBlockFile,
} from '@gantry/io/blocks';
import { createEnrichment, type EnrichmentBuilder } from './enrichment.ts';
import { joinValues } from './join-values.ts';
import { keepWinners, numbered } from './numbered.ts';
import { encodeRow } from './row.ts';
import { type DatabaseCounts, rowKey, sections } from './schema.ts';
import { searchNames } from './search-names.ts';
import { createWinners, type Winners } from './winners.ts';

/** Takes advisories in any order and writes the database file. Memory is bounded: the rest is sorted on disk. */
export interface DatabaseBuilder extends Omit<EnrichmentBuilder, 'sections'> {
  advisory(advisory: Advisory): void;
  knownExploited(entry: KnownExploited): void;
  /** Writes the file at `path`; `makeFacts` makes what the file says of itself. `step` is awaited before each section and now and then in it. */
  write(path: string, makeFacts: MakeFacts, step: (section: string) => Promise<void>): Promise<WrittenBlockFile>;
}

/** Makes the facts of a file from what came together in it: the counts, and every ecosystem and release that has rows. */
type MakeFacts = (counts: DatabaseCounts, ecosystems: readonly string[]) => unknown;

/** Bytes that one sorter may hold. Few ever come near it. */
const defaultBudget = 16 * 1024 * 1024;

/** A builder that keeps its work files in `folder`, which belongs to the caller, who removes it in the end. */
export function createDatabaseBuilder(
  folder: string,
  options: { readonly sorterBudget?: number } = {},
): DatabaseBuilder {
  const sorter = (name: string) =>
    createExternalSorter({ folder, name, budget: options.sorterBudget ?? defaultBudget });
  const work: Work = {
    rows: sorter('rows'),
    bodies: sorter('bodies'),
    aliases: sorter('aliases'),
    names: sorter('names'),
    exploited: new Map(),
    enrichment: createEnrichment(sorter),
    winners: createWinners(),
    rowCount: 0,
    ecosystems: new Set(),
  };
  const { sections: _written, ...enriching } = work.enrichment;
  return {
    ...enriching,
    advisory: (advisory) => addAdvisory(work, advisory),
    knownExploited: (entry) => void work.exploited.set(entry.cve, entry),
    write: (path, makeFacts, step) => writeDatabase(work, createBlockFile(path), { makeFacts, step }),
  };
}

interface Work {
  readonly rows: ExternalSorter;
  readonly bodies: ExternalSorter;
  readonly aliases: ExternalSorter;
  readonly names: ExternalSorter;
  readonly exploited: Map<string, KnownExploited>;
  readonly enrichment: EnrichmentBuilder;
  readonly winners: Winners;
  readonly ecosystems: Set<string>;
  rowCount: number;
}

function addAdvisory(work: Work, advisory: Advisory): void {
  const copy = work.winners.enter(advisory);
  if (copy === null) return;
  work.bodies.add(advisory.id, numbered(copy, JSON.stringify(advisory)));
  for (const alias of new Set([...advisory.aliases, ...advisory.upstream])) {
    if (alias !== advisory.id) work.aliases.add(alias, numbered(copy, JSON.stringify(advisory.id)));
  }
  if (advisory.withdrawn !== null) return;
  for (const affected of advisory.affected) {
    const name = canonicalName(affected.ecosystem, affected.name);
    work.rows.add(rowKey(affected.ecosystem, name), numbered(copy, encodeRow(advisory.id, affected, name)));
  }
}

async function writeDatabase(
  work: Work,
  file: BlockFileWriter,
  by: { readonly makeFacts: MakeFacts; readonly step: (section: string) => Promise<void> },
): Promise<WrittenBlockFile> {
  const written = new Map<string, number>();
  try {
    for (const [name, entries] of sectionEntries(work)) {
      await by.step(name);
      written.set(name, await file.section(name, entries(), () => by.step(name)));
    }
    return file.finish(by.makeFacts(countsOf(work, written), [...work.ecosystems].sort(byCodeUnit)));
  } catch (error) {
    file.abandon();
    throw error;
  }
}

/** Rows first: writing them tells the names. */
function sectionEntries(work: Work): [string, () => Iterable<Entry>][] {
  const winning = (sorter: ExternalSorter) => keepWinners(sorter.sorted(), work.winners);
  return [
    [sections.rows, () => joinValues(winning(work.rows), (key, rows) => noteRows(work, key, rows))],
    [sections.bodies, () => winning(work.bodies)],
    [sections.aliases, () => joinValues(winning(work.aliases))],
    [sections.names, () => joinValues(work.names.sorted())],
    [sections.exploited, () => exploitedEntries(work.exploited)],
    ...work.enrichment.sections(),
  ];
}

function noteRows(work: Work, key: string, rows: number): void {
  const [ecosystem = '', name = ''] = key.split('\0');
  work.rowCount += rows;
  work.ecosystems.add(ecosystem);
  for (const word of searchNames(name)) work.names.add(word, Buffer.from(JSON.stringify([ecosystem, name])));
}

function exploitedEntries(exploited: ReadonlyMap<string, KnownExploited>): Entry[] {
  const sorted = [...exploited.keys()].sort(byCodeUnit);
  return sorted.map((cve) => ({ key: Buffer.from(cve), value: Buffer.from(JSON.stringify(exploited.get(cve))) }));
}

function countsOf(work: Work, written: ReadonlyMap<string, number>): DatabaseCounts {
  const of = (section: string) => written.get(section) ?? 0;
  return {
    ...work.winners.counts(),
    rows: work.rowCount,
    packages: of(sections.rows),
    exploited: work.exploited.size,
    forecasts: of(sections.forecasts),
    ratings: of(sections.ratings),
    products: of(sections.products),
    listed: of(sections.listed),
  };
}
