import { randomUUID } from 'node:crypto';
import type { Bill, MatchReport } from '@gantry/core';
import { formats, loadCyclonedxXml } from '@gantry/sbom';
import type { Scope } from '../../kernel/db/index.ts';
import { createWords, type ImageQuestion, openReport, type VulnerabilitiesParts } from './service.ts';
import { isOfType, selectMatches } from './to-wire.ts';

/** Text is sent in pieces of about this many characters. */
const pieceLength = 64 * 1024;

/** The packages of an image and their vulnerabilities as a CycloneDX document. Errors as `imageVulnerabilities`. */
export async function cyclonedxOf(
  parts: VulnerabilitiesParts,
  scope: Scope,
  { question, encoding }: { readonly question: ImageQuestion; readonly encoding: 'json' | 'xml' },
): Promise<AsyncIterable<Uint8Array>> {
  const opened = await openReport(parts, scope, question);
  const bill: Bill = { ...opened.bill, packages: opened.bill.packages.filter((pkg) => isOfType(pkg, question.type)) };
  const words = createWords(parts.advisories);
  const matches = selectMatches(bill, opened.report, question).map(({ match }) => ({
    ...match,
    summary: question.descriptions ? (words.description(match) ?? '') : '',
  }));
  const report: MatchReport = { ...opened.report, matches };
  const { clock, version } = parts.platform;
  const context = { now: clock.now().toISOString(), uuid: randomUUID(), toolVersion: version, report };
  const encoder = await loadEncoder(encoding);
  return inPieces(encoder.encodeParts?.(bill, context) ?? [encoder.encode(bill, context)]);
}

async function loadEncoder(encoding: 'json' | 'xml') {
  if (encoding === 'xml') return await loadCyclonedxXml();
  const encoder = await formats.find(({ name }) => name === 'cyclonedx-json')?.loadEncoder?.();
  if (encoder === undefined) throw new TypeError('no encoder for cyclonedx-json');
  return encoder;
}

/** Between two pieces others have their turn. */
async function* inPieces(texts: Iterable<string>): AsyncGenerator<Uint8Array> {
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length < pieceLength) continue;
    yield Buffer.from(piece);
    piece = '';
    await new Promise((resolve) => setImmediate(resolve));
  }
  yield Buffer.from(piece);
}
