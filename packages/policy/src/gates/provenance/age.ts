import { type Examined, provenanceOf, type Statement } from '@gantry/attest';
import { isRecord } from '@gantry/core';
import { daysBetween, readTime } from '../../model/time.ts';

/** Clocks of two machines differ by less. Days. */
const skew = 1 / 288;

/** Why a trusted statement is too old, or null. One whose age nobody tells is not known to be young. */
export function whyTooOld(one: Examined, days: number, now: number): string | null {
  const time = timeOf(one);
  if (time === null) return 'its age is not known';
  const age = daysBetween(time, now);
  if (age < -skew) return 'it is from a time to come';
  return age > days ? `it is ${Math.floor(age)} days old and more than ${days} will not do` : null;
}

function timeOf({ claim, verification }: Examined): number | null {
  const stated = claim?.kind === 'statement' ? statedTime(claim.statement) : null;
  const logged =
    verification.ok === true
      ? verification.by.flatMap((signer) => (signer.kind === 'identity' ? (signer.loggedAt ?? []) : []))
      : [];
  return readTime(stated ?? logged[0] ?? '');
}

/** When what is stated was so, as the statement tells: each type has a place of its own for it. */
function statedTime(statement: Statement): string | null {
  const { predicate } = statement;
  const metadata = isRecord(predicate['metadata']) ? predicate['metadata'] : {};
  const places = [
    provenanceOf(statement)?.finishedAt,
    predicate['timeVerified'],
    metadata['scanFinishedOn'],
    metadata['timestamp'],
    predicate['Timestamp'],
    isRecord(predicate['creationInfo']) ? predicate['creationInfo']['created'] : null,
  ];
  return places.find((place): place is string => typeof place === 'string' && readTime(place) !== null) ?? null;
}
