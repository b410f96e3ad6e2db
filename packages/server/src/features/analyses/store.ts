import type { PlainError } from '@gantry/core';
import { type AnalysisStatus, type Db, inTransaction, type Row, type Scope } from '../../kernel/db/index.ts';
import { type HistoryStep, withStep } from '../_shared/analysis-history.ts';
import type { AnalysisFacts } from './analyzer.ts';

/** A document as it is stored. */
export interface StoredDocument {
  readonly kind: string;
  /** Gzip of the bytes. */
  readonly body: Uint8Array;
  /** Of the plain bytes. */
  readonly sha256: string;
  readonly size: number;
}

/** When and where a change of state happened. */
export interface Moment {
  readonly at: Date;
  readonly hostId: string;
}

/** An image whose analysis begins, and how often that happened since it last ended. */
export interface Begun {
  readonly image: Row<'image'>;
  readonly starts: number;
}

/** Marks an image as being read. Undefined when there is nothing to do: it is gone, or has a result. */
export function beginAnalysis(scope: Scope, digest: string, moment: Moment): Promise<Begun | undefined> {
  return inTransaction(scope, async (within) => {
    const image = await lockImage(within, digest);
    if (image === undefined || !isUnfinished(image.analysis_status)) return undefined;
    const starts = startsOf(image) + 1;
    return { image: await setStatus(within, image, { to: 'analyzing', ...moment }), starts };
  });
}

/** Times that an analysis began since the last result or request. */
function startsOf({ analysis_history }: Row<'image'>): number {
  const steps = analysis_history as readonly HistoryStep[];
  const last = steps.findLastIndex(({ to_status }) => to_status !== 'analyzing');
  return steps.length - 1 - last;
}

function isUnfinished(status: AnalysisStatus): boolean {
  return status === 'not_analyzed' || status === 'analyzing';
}

/** Why an analysis failed. */
export interface AnalysisFailure {
  readonly error: PlainError;
  readonly moment: Moment;
  /** Adds what others keep, in the same transaction. */
  more(within: Scope): Promise<void>;
}

/** Keeps why an analysis failed; nothing when the image is gone or has a result meanwhile. */
export function failAnalysis(scope: Scope, digest: string, { error, moment, more }: AnalysisFailure): Promise<void> {
  return inTransaction(scope, async (within) => {
    const image = await lockImage(within, digest);
    if (image === undefined || !isUnfinished(image.analysis_status)) return;
    const { code, message } = error;
    await setStatus(within, image, {
      to: 'analysis_failed',
      ...moment,
      columns: { analysis_error: JSON.stringify({ code, message }) },
    });
    await more(within);
  });
}

/** What an analysis brought. */
export interface AnalysisOutcome {
  readonly facts: AnalysisFacts;
  readonly documents: readonly StoredDocument[];
  readonly moment: Moment;
}

/**
 * Keeps the result of an analysis: state, layers and documents; `more` adds what others keep, in the same transaction. False when the image is gone or is
 * not being read any more: then nothing is kept.
 */
export function finishAnalysis(
  scope: Scope,
  digest: string,
  { outcome, more }: { readonly outcome: AnalysisOutcome; more(within: Scope): Promise<void> },
): Promise<boolean> {
  return inTransaction(scope, async (within) => {
    const image = await lockImage(within, digest);
    if (image?.analysis_status !== 'analyzing') return false;
    const { facts, documents, moment } = outcome;
    await setStatus(within, image, { to: 'analyzed', ...moment, columns: factColumns(image, outcome) });
    await putLayers(within, digest, facts.layers);
    await putDocuments(within, { digest, documents, now: moment.at });
    await more(within);
    return true;
  });
}

function factColumns(image: Row<'image'>, { facts, documents, moment }: AnalysisOutcome) {
  const guessed = image.dockerfile_mode === 'Actual' ? {} : guessedDockerfile(facts);
  return {
    analyzed_at: moment.at,
    analysis_error: null,
    ...(facts.imageId === '' ? {} : { image_id: facts.imageId }),
    arch: facts.arch,
    distro: facts.distro,
    distro_version: facts.distroVersion,
    size: facts.size,
    layer_count: facts.layers.length,
    sbom_digest: documents.find(({ kind }) => kind === 'bill')?.sha256 ?? null,
    ...guessed,
  };
}

function guessedDockerfile({ guessedDockerfile: dockerfile }: AnalysisFacts) {
  return { dockerfile: dockerfile.replaceAll('\u0000', ''), dockerfile_mode: 'Guessed' } as const;
}

function lockImage(scope: Scope, digest: string): Promise<Row<'image'> | undefined> {
  return scope
    .select('image')
    .where('digest', '=', digest)
    .where('status', '<>', 'deleting')
    .selectAll()
    .forUpdate()
    .executeTakeFirst() as Promise<Row<'image'> | undefined>;
}

interface StatusChange extends Moment {
  readonly to: AnalysisStatus;
  readonly columns?: Partial<ReturnType<typeof factColumns>> | { readonly analysis_error: string };
}

async function setStatus(scope: Scope, image: Row<'image'>, change: StatusChange): Promise<Row<'image'>> {
  const history = JSON.stringify(withStep(image, change));
  const row = await scope
    .update('image')
    .set({ analysis_status: change.to, analysis_history: history, last_updated: change.at, ...change.columns })
    .where('digest', '=', image.digest)
    .returningAll()
    .executeTakeFirstOrThrow();
  return row as Row<'image'>;
}

async function putLayers(scope: Scope, digest: string, layers: AnalysisFacts['layers']): Promise<void> {
  await scope.delete('image_layer').where('digest', '=', digest).execute();
  if (layers.length === 0) return;
  const rows = layers.map((layer, position) => ({ digest, position, ...layer }));
  await scope.insert('image_layer', rows).execute();
}

async function putDocuments(
  scope: Scope,
  {
    digest,
    documents,
    now,
  }: { readonly digest: string; readonly documents: readonly StoredDocument[]; readonly now: Date },
): Promise<void> {
  await scope.delete('document').where('digest', '=', digest).execute();
  for (const document of documents) {
    await scope.insert('document', { digest, ...document, created_at: now }).execute();
  }
}

/** Images of all accounts that wait for an analysis, oldest first. */
export function unfinishedImages(db: Db): Promise<readonly { readonly account: string; readonly digest: string }[]> {
  return db
    .selectFrom('image')
    .where('status', '<>', 'deleting')
    .where('analysis_status', 'in', ['not_analyzed', 'analyzing'])
    .orderBy('created_at')
    .select(['account', 'digest'])
    .execute();
}
