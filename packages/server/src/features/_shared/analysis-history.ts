import type { AnalysisStatus, Row } from '../../kernel/db/index.ts';

/** A change of the analysis state, as it is kept and shown. */
export interface HistoryStep {
  readonly from_status: string;
  readonly to_status: string;
  /** RFC 3339. */
  readonly timestamp: string;
  readonly source: { readonly host_id: string; readonly service_name: string };
}

/** Longer histories lose their oldest steps. */
const longest = 100;

/** The history of an image with one more step. */
export function withStep(
  image: Pick<Row<'image'>, 'analysis_status' | 'analysis_history'>,
  step: { readonly to: AnalysisStatus; readonly at: Date; readonly hostId: string },
): readonly HistoryStep[] {
  const next: HistoryStep = {
    from_status: image.analysis_status,
    to_status: step.to,
    timestamp: step.at.toISOString(),
    source: { host_id: step.hostId, service_name: step.to === 'not_analyzed' ? 'catalog' : 'analyzer' },
  };
  return [...historyOf(image), next].slice(-longest);
}

/** The steps of an image, oldest first. */
export function historyOf({ analysis_history }: Pick<Row<'image'>, 'analysis_history'>): readonly HistoryStep[] {
  return analysis_history as readonly HistoryStep[];
}
