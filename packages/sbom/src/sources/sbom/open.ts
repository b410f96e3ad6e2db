import { resolve } from 'node:path';
import { collectBytes, readWhole } from '@gantry/io/files';
import { holdYoungSpace } from '@gantry/io/memory';
import { sbomErrors } from '../../errors.ts';
import { parseBoundedJson } from '../_shared/bounded-json.ts';
import type { OpenedDocument, SourceOptions } from '../_shared/source.ts';
import { requireFile } from '../_shared/split-suffix.ts';

/** SBOMs of large images have 100 MB; a text of Node has 512 MiB at most. */
export const sbomLimit = 400 << 20;

/** CycloneDX components nest; nobody nests them deeper. */
const maxDepth = 1_000;

/** Reads an SBOM document from a file or, for `-`, from `options.stdin`. Fails with SBOM_PATH_MISSING, SBOM_JSON_INVALID, SBOM_JSON_TOO_DEEP or IO_FILE_TOO_LARGE. */
export async function openSbom(target: string, options: SourceOptions): Promise<OpenedDocument> {
  const bytes = target === '-' ? await fromStdin(options) : await fromFile(target);
  holdYoungSpace();
  const document = parseBoundedJson(bytes, target === '-' ? 'standard input' : target, maxDepth);
  return { kind: 'document', target, document, close: () => Promise.resolve() };
}

async function fromFile(target: string): Promise<Uint8Array> {
  await requireFile(target);
  return readWhole(resolve(target), sbomLimit);
}

async function fromStdin(options: SourceOptions): Promise<Uint8Array> {
  if (options.stdin === undefined) throw sbomErrors.STDIN_MISSING();
  return collectBytes(options.stdin, { name: 'standard input', limit: sbomLimit });
}
