import { type Examined, type Examinee, examine, type Trust } from '@gantry/attest';
import type { Attachments, ImageSource } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { foundInPart, notApplicable, notEvaluated, type Outcome, type Raised } from '../../gating/outcome.ts';
import { isFileSource } from '../_shared/artifact.ts';
import { count, firstFew } from '../_shared/words.ts';

/** What lies beside an image, for the triggers of this gate. */
export interface Look {
  readonly attachments: Attachments;
  /** Verifies everything that was found. */
  examine(trust: Trust): readonly Examined[];
  /** This finding, and what could not be read and might have made it go away. */
  raise(raised: Raised): Outcome;
}

/** What everybody needs who finds too little beside an image. */
const publish = {
  kind: 'data',
  says: 'have the build sign and attest the image by its digest, and push what it makes beside the image',
} as const;

/** Lets a trigger look, or says why it cannot. */
export function withAttachments({ facts }: GateContext, say: (look: Look) => Outcome): Outcome {
  const { source } = facts.bill;
  if (isFileSource(facts)) return notApplicable('only images have signatures beside them');
  if (source.kind !== 'image') return notEvaluated('an SBOM alone does not tell what lies beside the image');
  const { attachments } = facts;
  if (!attachments)
    return notEvaluated(
      'signatures beside the image were not fetched: evaluate it where it lies in a registry or an OCI image layout',
    );
  const image = examineeOf(source);
  return say({
    attachments,
    examine: (trust) => attachments.found.map((attachment) => examine(attachment, image, trust)),
    raise: (raised) => foundInPart([{ fix: publish, ...raised }], unreadReasons(attachments)),
  });
}

/** What beside the image could not be read; empty when everything was. */
export function unreadReasons({ unread }: Attachments): string[] {
  if (unread.length === 0) return [];
  const first = firstFew(
    unread.map(({ from, because }) => `${from.slice(0, 100)} (${because.slice(0, 200)})`),
    3,
  );
  return [`${count(unread.length, 'part')} of what lies beside the image could not be read: ${first}`];
}

/** The signature of an index counts for the images that it lists. */
function examineeOf(source: ImageSource): Examinee {
  const { manifestDigest, indexDigest, rawManifest } = source;
  return {
    digests: indexDigest === undefined ? [manifestDigest] : [manifestDigest, indexDigest],
    rawManifest,
  };
}
