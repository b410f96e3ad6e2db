import { type InspectionPart, inspectionParts } from '@gantry/core';
import { parseClamdAddress } from '@gantry/io/clamd';
import type { NeededFacts } from '@gantry/policy';
import { type MalwareOptions, readSearchPatterns, requestInspection } from '@gantry/sbom';
import { cliErrors } from '../errors.ts';
import { type OptionValues, text } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Wanted } from './bill.ts';
import { readDocument } from './document.ts';

/** What a policy needs of the target, as far as the options do not say otherwise. Fails with CLI_BAD_OPTION and as `patternsOf`. */
export async function wantedFor(needed: NeededFacts, options: OptionValues, terminal: Terminal): Promise<Wanted> {
  const asked = partsAsked(text(options, 'inspect'));
  const parts = asked ?? inspectionParts.filter((part) => needed.parts.has(part));
  const wanted = await wantedParts({ parts, retrieve: needed.retrieve }, options, terminal);
  return { ...wanted, attachments: needed.parts.has('attachments') };
}

/** An inspection of these parts. */
export async function wantedParts(
  needed: { readonly parts: readonly InspectionPart[]; readonly retrieve: readonly string[] },
  options: OptionValues,
  terminal: Terminal,
): Promise<Wanted> {
  const patterns = needed.parts.some((part) => part.endsWith('Search')) ? await patternsOf(options, terminal) : {};
  const malware = malwareOf(options);
  return {
    inspect: requestInspection(needed, patterns),
    attachments: false,
    ...(malware === undefined ? {} : { malware }),
  };
}

/** Parts by the names that `--inspect` takes: `content-search` is `contentSearch`. */
const partNames = new Map(inspectionParts.map((part) => [part.replace(/[A-Z]/g, '-$&').toLowerCase(), part]));

/** The parts that an option names; undefined when it is absent. Fails with CLI_BAD_OPTION. */
export function partsAsked(value: string | undefined): readonly InspectionPart[] | undefined {
  if (value === undefined) return undefined;
  if (value === 'none') return [];
  if (value === 'all') return inspectionParts;
  return value.split(',').map((word) => {
    const part = partNames.get(word.trim());
    if (part !== undefined) return part;
    const allowed = `all, none, or a list of ${[...partNames.keys()].join(', ')}`;
    throw cliErrors.BAD_OPTION({ option: '--inspect', value: word, allowed });
  });
}

function malwareOf(options: OptionValues): MalwareOptions | undefined {
  const address = text(options, 'clamd');
  return address === undefined ? undefined : { clamd: { address: parseClamdAddress(address) } };
}

/** The patterns of `--search-patterns`. Fails with CLI_DOCUMENT_BROKEN, SBOM_PATTERNS_INVALID and SBOM_PATTERN_INVALID. */
async function patternsOf(options: OptionValues, terminal: Terminal) {
  const path = text(options, 'searchPatterns');
  if (path === undefined) return {};
  const document = await readDocument(path, terminal);
  const { secrets, contents } = recordOf(document, path);
  return {
    ...(secrets === undefined ? {} : { secretPatterns: await readSearchPatterns(secrets, `secrets of ${path}`) }),
    ...(contents === undefined ? {} : { contentPatterns: await readSearchPatterns(contents, `contents of ${path}`) }),
  };
}

function recordOf(document: unknown, path: string): { readonly secrets?: unknown; readonly contents?: unknown } {
  const isRecord = typeof document === 'object' && document !== null && !Array.isArray(document);
  const unknown = isRecord ? Object.keys(document).filter((key) => key !== 'secrets' && key !== 'contents') : [];
  if (isRecord && unknown.length === 0) return document;
  throw cliErrors.PATTERNS_BROKEN({ path });
}
