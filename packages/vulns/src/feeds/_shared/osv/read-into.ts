import type { PartSink } from '../../../ingesting/define-feed.ts';
import { readRecord } from './schema.ts';
import { toAdvisory } from './to-advisory.ts';

/** Reads the text of one OSV record into the sink: kept, kept with flaws, or rejected with the reason. */
export function readInto(sink: PartSink, text: string, of: { readonly feed: string; readonly name: string }): void {
  const read = readRecord(text);
  if (!read.ok) {
    sink.rejected(read.because, of.name);
    return;
  }
  const { advisory, flaws } = toAdvisory(read.record, of.feed);
  sink.advisory(advisory);
  for (const flaw of flaws) sink.flawed(flaw, advisory.id);
}
