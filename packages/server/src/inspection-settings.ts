import { defined, isRecord } from '@gantry/core/json';
import { parseClamdAddress } from '@gantry/io/clamd';
import { readTextFile } from '@gantry/io/files';
import { readSearchPatterns } from '@gantry/sbom';
import { parse } from 'yaml';
import type { Config } from './config/index.ts';
import type { InspectionOrder } from './features/analyses/index.ts';

/** Bytes of a file with patterns. */
const longestPatterns = 2 ** 20;

/** What analyses look at, with the patterns of the operator's file. IO_CLAMD_ADDRESS and others of IO, SBOM_PATTERNS_INVALID, SBOM_PATTERN_INVALID. */
export async function inspectionOf(settings: Config['inspection']): Promise<InspectionOrder> {
  const { parts, retrieve, patterns, clamd } = settings;
  const order = { parts, retrieve, ...(clamd === null ? {} : { clamd: parseClamdAddress(clamd) }) };
  if (patterns === null) return order;
  const document: unknown = parse(await readTextFile(patterns, longestPatterns), { maxAliasCount: 10 });
  const lists = isRecord(document) ? document : {};
  const read = async (name: 'secrets' | 'contents') =>
    lists[name] === undefined ? undefined : await readSearchPatterns(lists[name], `${patterns} (${name})`);
  return defined({ ...order, secretPatterns: await read('secrets'), contentPatterns: await read('contents') });
}
