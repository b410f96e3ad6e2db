import type { PolicyPack } from '../model/types.ts';

/** A pack that nobody compared with its framework for longer than this says so. Days. */
const trustedFor = 180;
const day = 86_400_000;

/** What has to be said with a report, at a time (RFC 3339). */
export function noticesOf({ framework }: PolicyPack, now: string): string[] {
  const claim =
    'This report is evidence for people who judge, and no statement that any requirement is met: a check that found nothing says only that.';
  if (!framework) return [claim];
  const age = Math.floor((Date.parse(now) - Date.parse(framework.lastVerified)) / day);
  const old = `The pack was last compared with its framework on ${framework.lastVerified}, ${age} days before: look for a newer release.`;
  return [claim, ...(framework.notice ? [framework.notice] : []), ...(age > trustedFor ? [old] : [])];
}
