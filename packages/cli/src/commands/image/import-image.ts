import type { Client } from '@gantry/contract/client';
import type { ImageImportManifest } from '@gantry/contract/images';
import type { Bill, ImageSource } from '@gantry/core';
import { referenceText, tryParseReference } from '@gantry/sbom';
import { cliErrors } from '../../errors.ts';
import { encodeBill } from '../../render/bill.ts';
import { uploadImage } from '../../server/upload.ts';
import { flag } from '../../settings/option.ts';
import { readTarget } from '../../steps/bill.ts';
import { warnOfUnread } from '../../steps/warnings.ts';
import type { Call } from '../command.ts';
import { nameOf } from '../server/verbs.ts';
import { uploadedParts, warnOfSkipped } from './uploaded-parts.ts';

/** Where an image is read on this machine, and what goes with it. */
export interface LocalImage {
  /** As `--from` says. */
  readonly from: string;
  readonly dockerfile: string | undefined;
}

/** What `--from` names besides documents: where images come from. */
const places = ['registry', 'docker', 'docker-archive', 'oci-archive', 'oci-dir'] as const;

/** Places whose images have no name of their own: IMAGE is their path unless `--from` says it. */
const archives: ReadonlySet<string> = new Set(['docker-archive', 'oci-archive', 'oci-dir']);

/** Analyzes an image here, or reads a document about it, and uploads the result; what the server needs to add it. */
export async function importLocally(
  client: Client,
  { from, dockerfile }: LocalImage,
  call: Call,
): Promise<NonNullable<ImageImportManifest>> {
  const target = targetOf(from, nameOf(call));
  const wanted = await uploadedParts(call);
  const { bill, index, inspection } = await readTarget(target, { ...call, wanted });
  warnOfUnread(bill, call.options, call.terminal);
  warnOfSkipped(inspection, call);
  const source = importable(bill, target);
  const tag = tagFor(from, nameOf(call), source);
  const parts = await encodeBill(bill, 'syft-json', call.terminal);
  const packages = typeof parts === 'string' ? parts : [...parts].join('');
  if (!flag(call.options, 'quiet'))
    call.terminal.err(`note: ${bill.packages.length} packages were found here; they are sent\n`);
  const { operation_uuid, contents } = await uploadImage(client, { source, packages, dockerfile, index, inspection });
  return {
    operation_uuid,
    contents,
    digest: source.manifestDigest,
    local_image_id: source.imageId,
    tags: [tag],
    ...(source.indexDigest === undefined ? {} : { parent_digest: source.indexDigest }),
  };
}

/** `registry` -> `registry:IMAGE`, `docker:other` -> `docker:other`, a path or `-` -> `sbom:PATH`. */
export function targetOf(from: string, image: string): string {
  const place = places.find((name) => from === name || from.startsWith(`${name}:`));
  if (place === undefined) return `sbom:${from}`;
  return from.includes(':') ? from : `${place}:${image}`;
}

function importable({ source }: Bill, target: string): ImageSource {
  if (source.kind !== 'image') throw cliErrors.NOT_AN_IMAGE({ target, because: 'it is about something else' });
  if (source.rawManifest === '' || source.rawConfig === '')
    throw cliErrors.NOT_AN_IMAGE({ target, because: 'it does not hold the manifest and the configuration' });
  return source;
}

/** The name that the image gets on the server: IMAGE, unless that is the path of an archive, whose own name counts then. */
export function tagFor(from: string, image: string, source: Pick<ImageSource, 'tags' | 'reference'>): string {
  const text = archives.has(from) ? (source.reference ?? source.tags[0] ?? '') : image;
  const reference = tryParseReference(text);
  if (reference === undefined && archives.has(from)) throw cliErrors.NO_NAME({ path: image, from });
  if (reference === undefined) throw cliErrors.BAD_REFERENCE({ text: image });
  const { digest: _, ...named } = reference;
  if (named.tag === undefined) throw cliErrors.NO_TAG_TO_ADD({ name: image });
  return referenceText(named);
}
