import { formats } from '@gantry/sbom';
import type { Terminal } from '../terminal/terminal.ts';
import { toolVersion } from '../terminal/tool-version.ts';
import type { Matched } from './matched.ts';

/** The bill with its matches as vulnerabilities, in CycloneDX. */
export async function reportCyclonedx(
  { bill, report }: Matched,
  terminal: Terminal,
): Promise<string | Iterable<string>> {
  const encoder = await formats.find((candidate) => candidate.name === 'cyclonedx-json')?.loadEncoder?.();
  if (!encoder) throw new TypeError('no encoder for cyclonedx-json');
  const context = { now: terminal.now(), uuid: terminal.uuid(), toolVersion, report };
  return encoder.encodeParts?.(bill, context) ?? encoder.encode(bill, context);
}
