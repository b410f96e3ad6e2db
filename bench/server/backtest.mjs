// A candidate policy replayed over stored evaluations, on a server that serves others meanwhile.
// Usage: node bench/server/backtest.mjs [--images 1000] [--each 50]
//   Every image has a bill of 200 packages and one evaluation a day; its matches change every ten days. The candidate has 100 rules, of
//   which ten look at dates. Verdicts are kept short: a replay does not read them.
import { createHash, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { loadSource } from '../../tools/load-source.mjs';
import { newFolder, percentile, startServer, until } from './server.mjs';

const { values } = parseArgs({
  options: { images: { type: 'string', default: '1000' }, each: { type: 'string', default: '50' } },
});
const images = Number(values.images);
const each = Number(values.each);
const { openDb, testing } = await loadSource(`
  export { openDb } from './packages/server/src/kernel/db/index.ts';
  export * as testing from './packages/policy/src/testing/facts.ts';
`);
const { aBill, anImage, aMatch, aPackage, aReport, fixedIn, someFacts } = testing;
const severities = ['low', 'medium', 'high', 'critical'];
const today = Date.now();

const data = newFolder();
const first = await startServer({}, data);
await first.stop({ keep: true });
const filled = performance.now();
await fill();
process.stderr.write(`filled in ${Math.round((performance.now() - filled) / 1000)} s\n`);
const server = await startServer({}, data);
try {
  await measure();
} finally {
  await server.stop();
}

async function measure() {
  const quiet = [];
  for (let turn = 0; turn < 100; turn += 1) quiet.push(await timed(() => server.call('GET', '/policies')));
  const started = performance.now();
  const cpuBefore = server.cpu();
  const { id } = await server.call('POST', '/policies/backtests', { policy: candidate(), days: 3_000 });
  const meanwhile = [];
  const done = await until(async () => {
    meanwhile.push(await timed(() => server.call('GET', '/policies')));
    const found = await server.call('GET', `/policies/backtests/${id}`);
    return ['done', 'failed'].includes(found.status) ? found : null;
  }, 600);
  const seconds = (performance.now() - started) / 1_000;
  const { result, problem } = done;
  if (result === null) throw new Error(JSON.stringify(problem));
  const row = {
    evaluations: result.evaluations,
    replayed: result.replayed,
    distinct: result.distinct,
    flippedImages: result.flipped_images,
    seconds: Number(seconds.toFixed(1)),
    cpuSeconds: Number((server.cpu() - cpuBefore).toFixed(1)),
    othersP50: Math.round(percentile(meanwhile, 50)),
    othersP99: Math.round(percentile(meanwhile, 99)),
    quietP50: Math.round(percentile(quiet, 50)),
    memoryMib: server.memory(),
    peakMib: server.peak(),
  };
  process.stdout.write(`a back-test, others in ms: ${JSON.stringify(row)} (limit: 50,000 within 30 s)\n`);
}

async function timed(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function rule(id, gate, trigger, params) {
  const list = Object.entries(params).map(([name, value]) => ({ name, value }));
  return { id, gate, trigger, action: id.endsWith('0') ? 'STOP' : 'WARN', params: list };
}

function candidate() {
  const rules = Array.from({ length: 100 }, (_, n) => {
    const id = `r${n}`;
    const all = { package_type: 'all' };
    if (n < 4)
      return rule(id, 'vulnerabilities', 'package', { ...all, severity: severities[n], severity_comparison: '=' });
    if (n < 9) return rule(id, 'vulnerabilities', 'stale_feed_data', { max_days_since_sync: String(n) });
    if (n < 14)
      return rule(id, 'vulnerabilities', 'package', {
        ...{ package_type: 'os', severity: 'high', max_days_since_creation: String(n) },
      });
    if (n < 40)
      return rule(id, 'vulnerabilities', 'package', {
        ...{ package_type: 'os', severity: 'critical', package_path_exclude: `/x${n}.*` },
      });
    if (n < 70) return rule(id, 'packages', 'denylist', { name: `absent${n}` });
    return rule(id, 'dockerfile', 'instruction', { instruction: 'RUN', check: 'like', value: `.*never${n}` });
  });
  const image = { type: 'tag', value: '*' };
  const mapping = {
    id: 'm',
    name: 'm',
    registry: '*',
    repository: '*',
    image,
    rule_set_ids: ['rs'],
    allowlist_ids: [],
  };
  const sets = [{ id: 'rs', name: 'rs', version: '2', rules }];
  return { id: 'next', name: 'next', version: '2', rule_sets: sets, mappings: [mapping] };
}

async function fill() {
  const database = await openDb({
    folder: resolve(data),
    workerUrl: new URL('../../packages/cli/bundle/pglite-worker.js', import.meta.url),
    log: { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} },
  });
  const { db } = database;
  const policy = await db.selectFrom('policy').select(['id', 'digest']).where('account', '=', 'admin').execute();
  const policyId = policy[0]?.id ?? 'gantry-secure';
  const days = Array.from({ length: each }, (_, day) => new Date(today - (each - day) * 86_400_000));
  const dataDocs = days.map((day) => packed(dataOf(day)));
  await keep(db, dataDocs);
  for (let image = 0; image < images; image += 1) await fillImage(db, { image, days, dataDocs, policyId });
  await database.close();
}

/** What feeds tell of themselves: forty ecosystems. */
function dataOf(day) {
  const sources = Array.from({ length: 40 }, (_, n) => ({
    feed: 'osv',
    ecosystem: n === 0 ? 'Debian' : `Ecosystem ${n}`,
    releases: n === 0 ? ['Debian:11', 'Debian:12', 'Debian:13'] : [],
    records: 10_000 + n,
    fetchedAt: day.toISOString(),
    newestRecord: day.toISOString(),
  }));
  return { digest: `sha256:${hash(day.toISOString())}`, builtAt: day.toISOString(), starter: false, sources };
}

async function fillImage(db, { image, days, dataDocs, policyId }) {
  const digest = `sha256:${hash(`image ${image}`)}`;
  const tag = `registry.example/team-${image % 20}/app-${image}:1`;
  const { bill, reports, context } = factsOf(image, digest);
  const billDoc = packed(bill);
  const reportDocs = reports.map(packed);
  const contextDocs = reports.map((_, n) => packed(context(tag, n)));
  await db
    .insertInto('image')
    .values({
      ...{ account: 'admin', digest, parent_digest: digest, image_id: digest.slice(7), status: 'active' },
      ...{ analysis_status: 'analyzed', analysis_history: '[]', origin: 'registry', analyzed_at: days[0] },
      annotations: image % 2 === 0 ? JSON.stringify({ team: `team-${image % 20}` }) : '{}',
    })
    .execute();
  await keep(db, [billDoc, ...reportDocs, ...contextDocs]);
  const rows = days.map((day, at) => {
    const part = Math.floor(at / 10);
    const [report, context, facts] = [reportDocs[part], contextDocs[part], dataDocs[at]];
    const stop = (image + part) % 3 === 0;
    return {
      ...{ id: randomUUID(), account: 'admin', image_digest: digest, tag, policy_id: policyId, inputs: hash(`${at}`) },
      ...{ sbom_digest: billDoc.sha256, advisories_digest: facts.sha256, policy_digest: 'p', exceptions_digest: 'e' },
      ...{ evaluated_at: day, final_action: stop ? 'stop' : 'warn', status: stop ? 'fail' : 'pass' },
      stops: JSON.stringify(stop ? { critical: 3 } : {}),
      ...{ verdict: '{}', policy: '{}' },
      snapshot: JSON.stringify({
        ...{ bill: billDoc.sha256, report: report.sha256, data: facts.sha256, inspection: {} },
        ...{ context: context.sha256, previous: null },
      }),
      used: [billDoc, report, context, facts],
    };
  });
  await db
    .insertInto('evaluation')
    .values(rows.map(({ used: _, ...row }) => row))
    .execute();
  const uses = rows.flatMap(({ id, used }) =>
    used.map(({ sha256 }) => ({ account: 'admin', evaluation_id: id, sha256 })),
  );
  await db.insertInto('snapshot_use').values(uses).execute();
}

function factsOf(image, digest) {
  const packages = Array.from({ length: 200 }, (_, n) =>
    aPackage(n % 2 ? 'deb' : 'npm', `package-${n}`, {
      version: `1.${image % 7}.${n}`,
      // About as much as a real package of Debian is told with.
      metadata: { files: Array.from({ length: 8 }, (_, f) => `/usr/share/doc/package-${n}/file-${f}`) },
    }),
  );
  const source = anImage({ manifestDigest: digest });
  const text = Array.from({ length: 40 }, (_, n) => `RUN apt-get update && apt-get install -y package${n}`).join('\n');
  const {
    bill,
    report: _r,
    inspection: _i,
    ...rest
  } = someFacts({
    bill: aBill(packages, { source }),
    dockerfile: { mode: 'actual', text },
  });
  const reports = Array.from({ length: Math.ceil(each / 10) }, (_, part) => {
    const found = packages.slice(0, 36 + part).map((one, n) =>
      aMatch(one, `CVE-2026-${1_000 + n}`, {
        severity: severities[(n + image) % 4],
        fix: fixedIn('2.0.0'),
        published: '2026-01-01T00:00:00Z',
      }),
    );
    const { data: _d, ...report } = aReport(found);
    return report;
  });
  const context = (tag, part) => ({
    ...{ ...rest, tag, vulnerabilityAnnotations: [] },
    firstSeen: Object.fromEntries(
      reports[part].matches.map(({ vulnerability }, n) => [`${vulnerability} package-${n}`, '2026-06-01T00:00:00Z']),
    ),
  });
  return { bill, reports, context };
}

function packed(value) {
  const bytes = Buffer.from(JSON.stringify(value));
  return { sha256: `sha256:${hash(bytes)}`, size: bytes.length, body: gzipSync(bytes, { level: 6 }) };
}

async function keep(db, documents) {
  const rows = documents.map((one) => ({ account: 'admin', ...one }));
  await db
    .insertInto('snapshot')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function hash(text) {
  return createHash('sha256').update(text).digest('hex');
}
