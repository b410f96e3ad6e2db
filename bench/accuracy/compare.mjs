// Rows found against rows expected, as multisets: the same package twice at one path is one too many.

/** `missing` and `extra` rows; `declared` counts rows that lock files and manifests state: those are not judged. */
export function compareRows(expected, found, isDeclared) {
  const left = new Map();
  for (const row of expected) left.set(keyOf(row), (left.get(keyOf(row)) ?? 0) + 1);
  const extra = [];
  let matched = 0;
  let declared = 0;
  for (const row of found) {
    const count = left.get(keyOf(row)) ?? 0;
    if (count > 0) {
      left.set(keyOf(row), count - 1);
      matched++;
    } else if (isDeclared(row.path)) declared++;
    else extra.push(row);
  }
  return { matched, declared, missing: missingRows(expected, left), extra };
}

/** Recall: matched of expected; precision: matched of what was found as installed. Both 1 where there is nothing to find. */
export function scoreOf(expected, { matched, declared, missing, extra }) {
  return withRates({ expected, matched, declared, missing: missing.length, extra: extra.length });
}

/** The score of many as if they were one list. */
export function sumScores(scores) {
  const sum = { expected: 0, matched: 0, declared: 0, missing: 0, extra: 0 };
  for (const score of scores) for (const name of Object.keys(sum)) sum[name] += score[name];
  return withRates(sum);
}

function withRates(counts) {
  const judged = counts.matched + counts.extra;
  return {
    ...counts,
    recall: counts.expected === 0 ? 1 : counts.matched / counts.expected,
    precision: judged === 0 ? 1 : counts.matched / judged,
  };
}

function missingRows(expected, left) {
  const rows = [];
  for (const row of expected) {
    const count = left.get(keyOf(row)) ?? 0;
    if (count === 0) continue;
    left.set(keyOf(row), count - 1);
    rows.push(row);
  }
  return rows;
}

function keyOf({ path, name, version }) {
  return `${path}\t${name}\t${version}`;
}
