import { getImagePolicyCheckByDigest } from '@gantry/contract/evaluations';
import {
  addVerdictRevocation,
  deltaImageVerdict,
  diffImageVerdicts,
  explainImageVerdict,
  getPastImageVerdict,
  getVerdictRevocations,
  listVerdictKeys,
  signImageVerdict,
} from '@gantry/contract/verdicts';
import type { Ask } from '../ask.ts';
import { people } from '../people.ts';
import { packed, type Row, refused, row } from '../row.ts';
import type { World } from '../world.ts';
import { aboutImage, imageMissing } from './of-image.ts';

/** A question on the verdict of the image under its tag. */
function about(query: Readonly<Record<string, string>> = {}): Row['ask'] {
  return (world) => ({ ...aboutImage(world), query: { tag: world.tag, ...query } });
}

/** The same, after a verdict was stored. */
function stored(query: Readonly<Record<string, string>>): Row['ask'] {
  return async (world): Promise<Ask> => {
    await world.prepare(people.owner, getImagePolicyCheckByDigest, { ...aboutImage(world), query: { tag: world.tag } });
    return { ...aboutImage(world), query: { tag: world.tag, ...query } };
  };
}

const future = '2100-01-01T00:00:00Z';
const noTime = refused({ query: { tag: 'r.example/a:1', from: 'then', time: 'then' } }, 'VERDICT_BAD_TIME');

/** Questions on verdicts, and signed ones. */
export const verdictRows = [
  row(explainImageVerdict, { ask: about(), bad: refused({ query: {} }), other: imageMissing }),
  row(diffImageVerdicts, { ask: stored({ from: future }), bad: noTime, other: imageMissing }),
  row(deltaImageVerdict, {
    ask: (world: World) => ({ ...aboutImage(world), query: { tag: world.tag, baseline_digest: world.digest } }),
    bad: refused({ query: {} }),
    other: imageMissing,
  }),
  row(getPastImageVerdict, { ask: stored({ time: future }), bad: noTime, other: imageMissing }),
  row(signImageVerdict, {
    ask: about(),
    bad: refused({ query: { tag: 'r.example/a:1', valid_for: '1' } }, 'VERDICT_BAD_VALIDITY'),
    other: imageMissing,
  }),
  row(listVerdictKeys),
  row(getVerdictRevocations, { bad: packed }),
  row(addVerdictRevocation, {
    ask: () => ({ json: { kind: 'subject', id: `sha256:${'1'.repeat(64)}`, reason: 'leaked' } }),
    bad: refused({ json: { kind: 'key', id: 'x', reason: 'y' } }, 'VERDICT_BAD_REVOCATION'),
  }),
];
