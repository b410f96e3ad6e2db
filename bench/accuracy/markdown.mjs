// The report as Markdown tables.
import { tools } from './documents.mjs';

const columns = ['recall', 'precision', 'missing', 'extra', 'declared'];

/** Scores by image and kind, the known cases, and up to `differences` rows of each difference. */
export function markdownOf({ results, totals, known }, differences) {
  return [
    ...scoreTable(results, totals),
    ...knownTable(known),
    ...failures(results),
    ...(differences > 0 ? differenceLists(results, differences) : []),
    '',
  ].join('\n');
}

function scoreTable(results, totals) {
  const head = ['image', 'kind', 'expected', ...tools.flatMap((tool) => columns.map((column) => `${tool} ${column}`))];
  const rows = results.flatMap(({ image, kinds, failed }) =>
    kinds.map(({ kind, expected, tools: by }) => [
      image,
      kind,
      expected,
      ...tools.flatMap((tool) => (tool in failed ? failedCells() : scoreCells(by[tool].score))),
    ]),
  );
  const read = tools.map((tool) => totals[tool].expected).join(' / ');
  const total = ['all that each read', '', read, ...tools.flatMap((tool) => totalCells(totals[tool]))];
  return tableOf(head, [...rows, total]);
}

function knownTable(known) {
  if (known.length === 0) return [];
  const rows = known.map((one) => [one.says, one.image, ...tools.map((tool) => one[tool])]);
  return ['', ...tableOf(['known case', 'image', ...tools], rows)];
}

function failures(results) {
  const lines = results.flatMap(({ image, failed }) =>
    Object.entries(failed).map(([tool, why]) => `- ${tool} did not read ${image}: ${why}`),
  );
  return lines.length === 0 ? [] : ['', ...lines];
}

function differenceLists(results, most) {
  return results.flatMap(({ image, kinds, failed }) =>
    kinds.flatMap(({ kind, tools: by }) =>
      tools
        .filter((tool) => !(tool in failed))
        .flatMap((tool) => [
          ...listOf(`${tool}: missing in ${image}, ${kind}`, by[tool].missing, most),
          ...listOf(`${tool}: extra in ${image}, ${kind}`, by[tool].extra, most),
        ]),
    ),
  );
}

function listOf(title, rows, most) {
  if (rows.length === 0) return [];
  const lines = rows
    .slice(0, most)
    .map(({ path, name, version }) => `- ${name} ${version || '(no version)'} in ${path}`);
  const rest = rows.length > most ? [`- and ${rows.length - most} more`] : [];
  return ['', `${title} (${rows.length})`, '', ...lines, ...rest];
}

function scoreCells({ recall, precision, missing, extra, declared }) {
  return [percent(recall), percent(precision), missing, extra, declared];
}

/** What read nothing has no score. */
function totalCells(score) {
  return score.expected === 0 ? failedCells() : scoreCells(score);
}

function failedCells() {
  return columns.map((_, at) => (at === 0 ? 'failed' : '-'));
}

/** 100 only when nothing at all is wrong. */
function percent(rate) {
  return rate === 1 ? '100 %' : `${(Math.floor(rate * 10_000) / 100).toFixed(2)} %`;
}

function tableOf(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
