import { randomUUID } from 'node:crypto';
import { outcomeOf } from '@gantry/policy';
import { sql } from 'kysely';
import { inTransaction, type Row, type Scope, storableJson } from '../../kernel/db/index.ts';
import type { Inputs } from './inputs.ts';
import { keepSnapshot, noteUses, type PackedFacts } from './snapshot.ts';
import type { Snapshot } from './snapshot-facts.ts';
import type { StandingVerdict } from './verdicts.ts';

/** An evaluation that says the same as the one before is stored again after this long. Milliseconds. */
export const repeatAfter = 24 * 60 * 60 * 1000;

/** Stored evaluations of one image, tag and policy; older ones go. */
const mostStored = 100;

/** What was stored of a tag before. */
export interface Recorded {
  /** False: the newest stored one says the same. */
  readonly stored: boolean;
  /** When the one that is stored now was made. */
  readonly at: Date;
  /** The newest evaluation of the tag by this policy before, whatever image it was; null when there was none or nothing was stored. */
  readonly before: Pick<Row<'evaluation'>, 'image_digest' | 'final_action' | 'status'> | null;
}

/** An evaluation to be stored. */
export interface Evaluated {
  readonly inputs: Inputs;
  readonly made: StandingVerdict;
  /** Packs its facts, when it comes to storing; null when they are others by now. */
  readonly pack: () => Promise<PackedFacts | null>;
}

/**
 * Stores an evaluation when its inputs or what it says differ from the newest stored one, or when that is a day old; `tell` does what belongs to it,
 * in the same transaction. Two at once wait for each other.
 */
export async function recordEvaluation(
  scope: Scope,
  { inputs, made, pack }: Evaluated,
  tell: (within: Scope, recorded: Recorded) => Promise<void>,
): Promise<Recorded> {
  const known = await repeated(scope, inputs, made);
  if (known !== null) return known;
  const packed = await pack();
  return inTransaction(scope, async (within) => {
    const recorded = await storeInTurn(within, { inputs, made, packed });
    if (recorded.stored) await tell(within, recorded);
    return recorded;
  });
}

interface Packed extends Omit<Evaluated, 'pack'> {
  readonly packed: PackedFacts | null;
}

async function storeInTurn(scope: Scope, { inputs, made, packed }: Packed): Promise<Recorded> {
  const subject = `${scope.account} ${inputs.tag} ${inputs.policy.id}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 0))`.execute(scope.db);
  const meanwhile = await repeated(scope, inputs, made);
  if (meanwhile !== null) return meanwhile;
  const before = await newestOfTag(scope, inputs);
  const snapshot = packed && (await keepSnapshot(scope, inputs, packed));
  const row = toRow(inputs, made, snapshot);
  await scope.insert('evaluation', row).execute();
  if (snapshot !== null) await noteUses(scope, row.id, snapshot);
  await dropOldest(scope, inputs);
  return { stored: true, at: new Date(made.verdict.digests.clock), before };
}

/** The newest stored evaluation, when it says the same and is not too old. */
async function repeated(scope: Scope, inputs: Inputs, made: StandingVerdict): Promise<Recorded | null> {
  const newest = await newestLike(scope, inputs);
  if (newest === null || !isRepetition(newest, inputs, made)) return null;
  return { stored: false, at: newest.evaluated_at, before: null };
}

type Newest = Pick<Row<'evaluation'>, 'inputs' | 'evaluated_at'> & { readonly outcome: string | null };

function isRepetition(newest: Newest, inputs: Inputs, made: StandingVerdict): boolean {
  const age = Date.parse(made.verdict.digests.clock) - newest.evaluated_at.getTime();
  return newest.inputs === inputs.key && newest.outcome === made.outcome && age < repeatAfter;
}

async function newestLike(scope: Scope, { image, tag, policy, base }: Inputs): Promise<Newest | null> {
  const found = await scope
    .select('evaluation')
    .select(['evaluation.inputs', 'evaluation.evaluated_at'])
    .select(sql<string | null>`evaluation.verdict ->> 'outcome'`.as('outcome'))
    .where('evaluation.image_digest', '=', image.digest)
    .where('evaluation.tag', '=', tag)
    .where('evaluation.policy_id', '=', policy.id)
    .where('evaluation.comparison_digest', 'is not distinct from', base?.digest ?? null)
    .orderBy('evaluation.evaluated_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found ?? null;
}

async function newestOfTag(scope: Scope, { tag, policy }: Inputs): Promise<Recorded['before']> {
  const found = await scope
    .select('evaluation')
    .select(['evaluation.image_digest', 'evaluation.final_action', 'evaluation.status'])
    .where('evaluation.tag', '=', tag)
    .where('evaluation.policy_id', '=', policy.id)
    .orderBy('evaluation.evaluated_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found ?? null;
}

function toRow(
  { image, tag, policy, base, key }: Inputs,
  { verdict, remediations, inherited, outcome }: StandingVerdict,
  snapshot: Snapshot | null,
) {
  return {
    id: randomUUID(),
    image_digest: image.digest,
    tag,
    policy_id: policy.id,
    inputs: key,
    sbom_digest: verdict.digests.sbom,
    advisories_digest: verdict.digests.advisories,
    policy_digest: policy.digest,
    exceptions_digest: verdict.digests.exceptions,
    comparison_digest: base?.digest ?? null,
    evaluated_at: verdict.digests.clock,
    final_action: verdict.finalAction,
    status: verdict.status,
    stops: JSON.stringify(outcomeOf(verdict).stops),
    verdict: storableJson({ ...verdict, remediations, inherited, outcome }),
    policy: storableJson(policy.document),
    snapshot: snapshot && JSON.stringify(snapshot),
  };
}

async function dropOldest(scope: Scope, { image, tag, policy }: Inputs): Promise<void> {
  const surplus = scope
    .select('evaluation')
    .select('evaluation.id')
    .where('evaluation.image_digest', '=', image.digest)
    .where('evaluation.tag', '=', tag)
    .where('evaluation.policy_id', '=', policy.id)
    .orderBy('evaluation.evaluated_at', 'desc')
    .orderBy('evaluation.id', 'desc')
    .offset(mostStored);
  await scope.delete('evaluation').where('evaluation.id', 'in', surplus).execute();
}
