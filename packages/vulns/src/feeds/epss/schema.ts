import type { ExploitForecast } from '@gantry/core';

/** Which column holds what. */
export interface ScoreColumns {
  readonly cve: number;
  readonly epss: number;
  readonly percentile: number;
  /** -1 when the file is of one day. */
  readonly date: number;
}

/** The day of `#model_version:v2025.03.14,score_date:2025-06-01T00:00:00+0000`; null when the line does not tell. */
export function scoreDay(line: string): string | null {
  return /^#.*\bscore_date:(\d{4}-\d\d-\d\d)/.exec(line)?.[1] ?? null;
}

/** Reads the line with the names of the columns; null when it is none. */
export function readColumns(line: string): ScoreColumns | null {
  const names = line.split(',').map((name) => name.trim().toLowerCase());
  const columns = {
    cve: names.indexOf('cve'),
    epss: names.indexOf('epss'),
    percentile: names.indexOf('percentile'),
    date: names.indexOf('date'),
  };
  return columns.cve < 0 || columns.epss < 0 || columns.percentile < 0 ? null : columns;
}

/** A row with its CVE; null when it is damaged. `day` serves when the row has none of its own. */
export function readScore(
  line: string,
  columns: ScoreColumns,
  day: string | null,
): { readonly cve: string; readonly forecast: ExploitForecast } | null {
  const cells = line.split(',');
  const cve = cells[columns.cve]?.trim() ?? '';
  const score = shareOf(cells[columns.epss]);
  const percentile = shareOf(cells[columns.percentile]);
  const date = columns.date < 0 ? day : (cells[columns.date]?.trim() ?? '');
  if (!/^CVE-\d{4}-\d{4,19}$/.test(cve) || score === null || percentile === null) return null;
  if (date === null || !/^\d{4}-\d\d-\d\d$/.test(date)) return null;
  return { cve, forecast: { score, percentile, date } };
}

function shareOf(text: string | undefined): number | null {
  if (text === undefined || !/^\s*\d(?:\.\d{1,20})?(?:e-\d{1,2})?\s*$/i.test(text)) return null;
  const share = Number(text);
  return share >= 0 && share <= 1 ? share : null;
}
