import { formats } from '@gantry/sbom';
import type { Terminal } from '../terminal/terminal.ts';
import { toolVersion } from '../terminal/tool-version.ts';
import type { Matched } from './matched.ts';

/** The bill with its matches as vulnerabilities, in CycloneDX. */
export function reportCyclonedx({ bill, report }: Matched, terminal: Terminal): string {
  const format = formats.find((candidate) => candidate.name === 'cyclonedx-json');
  if (!format?.encode) throw new TypeError('no encoder for cyclonedx-json');
  return format.encode(bill, { now: terminal.now(), uuid: terminal.uuid(), toolVersion, report });
}
