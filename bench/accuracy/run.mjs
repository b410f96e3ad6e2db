#!/usr/bin/env node
// Compares what Gantry and Syft find in the built test images with what the tools of each ecosystem list there, path by path.
// Usage and meaning of the columns: readme.md beside this file.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareRows, scoreOf, sumScores } from './compare.mjs';
import { documentOf, tools } from './documents.mjs';
import { foundRows } from './found.mjs';
import { knownCases } from './known.mjs';
import { markdownOf } from './markdown.mjs';
import { oracleOf } from './oracle.mjs';

const allImages = [
  ...['debian-services', 'app-node', 'app-python', 'app-java', 'app-go-rust', 'distroless-min'],
  ...['rpm-sqlite', 'rpm-ndb', 'rpm-bdb', 'apk-min', 'tricky', 'big'],
];

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    differences: { type: 'string', default: '0' },
    documents: { type: 'string' },
    gantry: { type: 'string' },
  },
});

const folder = process.env['GANTRY_TEST_IMAGES'] ?? '/tmp/gantry-test-images';
const images = (positionals.length > 0 ? positionals : allImages).filter(isBuilt);
const results = images.map(measure);
const report = {
  results,
  totals: Object.fromEntries(tools.map((tool) => [tool, sumScores(results.flatMap((one) => scoresOf(one, tool)))])),
  known: knownCases(results),
};
process.stdout.write(
  flags.json ? `${JSON.stringify(report, null, 1)}\n` : markdownOf(report, Number(flags.differences)),
);
if (flags.check && !isRight(report)) process.exitCode = 1;

function isBuilt(image) {
  const there = existsSync(join(folder, `${image}.oracle`));
  if (!there) process.stderr.write(`skipped: ${image} is not in ${folder} (GANTRY_TEST_IMAGES names the folder)\n`);
  return there;
}

/** One image: its oracle, and for each tool and kind of package what was found, missing and extra. */
function measure(image) {
  const oracle = oracleOf(join(folder, `${image}.oracle`));
  const kinds = oracle.kinds.map(({ kind, rows }) => ({ kind, expected: rows.length, tools: {} }));
  const failed = {};
  for (const tool of tools) {
    const { document, error } = documentOf({ tool, image, folder, keep: flags.documents, gantry: flags.gantry });
    if (error !== undefined) failed[tool] = error;
    oracle.kinds.forEach(({ kind, rows, align }, at) => {
      const found = document === undefined ? [] : align(foundRows(document, kind));
      const compared = compareRows(rows, found, oracle.isDeclared);
      kinds[at].tools[tool] = { ...compared, score: scoreOf(rows.length, compared) };
    });
  }
  return { image, kinds, failed };
}

function scoresOf(result, tool) {
  return tool in result.failed ? [] : result.kinds.map((kind) => kind.tools[tool].score);
}

/** A tool that failed has not been right. */
function isRight({ results, totals, known }) {
  if (results.length === 0 || results.some(({ failed }) => 'gantry' in failed)) return false;
  return totals.gantry.missing === 0 && totals.gantry.extra === 0 && known.every(({ gantry }) => gantry !== 'wrong');
}
