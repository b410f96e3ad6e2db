import { byCodeUnit, ecosystemFamily } from '@gantry/core';

/** What was read from one part, and what of it was lost. */
export interface PartRecord {
  readonly feed: string;
  readonly ecosystem: string | null;
  readonly place: string;
  /** RFC 3339 UTC. */
  readonly fetchedAt: string;
  /** Records kept, before records that lie in several parts were joined. */
  readonly records: number;
  readonly newestRecord: string | null;
  /** Lost records by reason. */
  readonly rejected: Readonly<Record<string, number>>;
  /** Kept records with a part that could not be read, by reason. */
  readonly flawed: Readonly<Record<string, number>>;
  /** The first few of both, as `reason: record`. */
  readonly samples: readonly string[];
  /** Ecosystem families that this part is the full source of, with the records of each. */
  readonly families: readonly { readonly name: string; readonly records: number }[];
}

const mostSamples = 20;

/** Counts what passes by. */
export class PartCounter {
  private records = 0;
  private newest: string | null = null;
  private readonly rejectedCounts = new Map<string, number>();
  private readonly flawedCounts = new Map<string, number>();
  private readonly samples: string[] = [];
  /** Families that a record speaks of alone: such a file is their source and does not just mention them. */
  private readonly alone = new Map<string, number>();

  kept(modified: string | null, ecosystems: readonly string[]): void {
    this.records += 1;
    if (modified !== null && (this.newest === null || modified > this.newest)) this.newest = modified;
    const family = ecosystems[0] === undefined ? null : ecosystemFamily(ecosystems[0]);
    if (family !== null && ecosystems.every((ecosystem) => ecosystemFamily(ecosystem) === family))
      this.alone.set(family, (this.alone.get(family) ?? 0) + 1);
  }

  rejected(reason: string, record: string): void {
    this.count(this.rejectedCounts, reason, record);
  }

  flawed(reason: string, record: string): void {
    this.count(this.flawedCounts, reason, record);
  }

  get total(): number {
    return this.records;
  }

  record(part: { feed: string; ecosystem: string | null; place: string; fetchedAt: string }): PartRecord {
    return {
      ...part,
      records: this.records,
      newestRecord: this.newest,
      rejected: Object.fromEntries(this.rejectedCounts),
      flawed: Object.fromEntries(this.flawedCounts),
      samples: this.samples,
      families: this.familiesOf(part.ecosystem),
    };
  }

  private familiesOf(ecosystem: string | null): PartRecord['families'] {
    if (ecosystem !== null) return [{ name: ecosystem, records: this.records }];
    return [...this.alone].map(([name, records]) => ({ name, records })).sort((a, b) => byCodeUnit(a.name, b.name));
  }

  private count(counts: Map<string, number>, reason: string, record: string): void {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
    if (this.samples.length < mostSamples) this.samples.push(`${reason}: ${record.slice(0, 200)}`);
  }
}
