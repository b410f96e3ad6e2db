import { type Bill, sha256OfText } from '@gantry/core';
import { type Format, formats } from '@gantry/sbom';
import { toTimestamp } from '../../kernel/clock/index.ts';
import type { Row } from '../../kernel/db/index.ts';

/** The format of this name; one of `@gantry/sbom`. */
export function formatNamed(name: string): Format {
  const format = formats.find((one) => one.name === name);
  if (format === undefined) throw new RangeError(`no SBOM format ${name}`);
  return format;
}

/** A document that can be asked for again: the same image gives the same bytes. */
export interface SbomDocument {
  /** Its entity tag. */
  readonly etag: string;
  parts(bill: Bill): AsyncIterable<Uint8Array>;
}

/** The SBOM of an image in a format. Its time is that of the analysis, so that it only changes with the image or the release. */
export function sbomDocument(image: Row<'image'>, format: Format, toolVersion: string): SbomDocument {
  const identity = sha256OfText([image.digest, image.sbom_digest ?? '', format.name, toolVersion].join(' '));
  const context = {
    now: toTimestamp(image.analyzed_at ?? image.last_updated),
    uuid: toUuid(identity),
    toolVersion,
  };
  return {
    etag: `"${identity.slice('sha256:'.length)}"`,
    parts: async function* (bill) {
      const encoder = await format.loadEncoder?.();
      if (encoder === undefined) throw new RangeError(`the SBOM format ${format.name} is only read`);
      yield* pieces(encoder.encodeParts?.(bill, context) ?? [encoder.encode(bill, context)]);
    },
  };
}

/** Parts are put together up to this length before they are sent. Characters. */
const pieceLength = 64 * 1024;

async function* pieces(parts: Iterable<string>): AsyncGenerator<Uint8Array> {
  let piece = '';
  for (const part of parts) {
    piece += part;
    if (piece.length < pieceLength) continue;
    yield Buffer.from(piece);
    piece = '';
    // Others get their turn while a large document is written.
    await new Promise<void>((done) => setImmediate(done));
  }
  if (piece !== '') yield Buffer.from(piece);
}

/** A UUID (version 8, RFC 9562) made of a digest. */
function toUuid(digest: string): string {
  const hex = digest.slice('sha256:'.length);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
