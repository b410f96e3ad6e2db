import { type Bill, canonicalJson, defineErrors, type MatchReport } from '@gantry/core';
import { packBytes } from '@gantry/io/gzip';
import { sha256Digest } from '@gantry/io/hash';
import { aBill, aDocument, aMatch, anImage, aPackage, aReport, aRule, fixedIn, testNow } from '@gantry/policy/testing';
import { createEvaluationsFeature, type EvaluationsFeature } from '../features/evaluations/index.ts';
import type { Images } from '../features/images/ports.ts';
import { createPoliciesFeature } from '../features/policies/index.ts';
import { type Row, type Scope, scoped } from '../kernel/db/index.ts';
import { type TestPlatform, testPlatform } from './test-platform.ts';
import { type TestReply, testServer } from './test-server.ts';

const missing = defineErrors('IMAGE', { NOT_FOUND: { kind: 'missing', says: 'no image {digest}', advice: '' } });

/** An image with openssl and lodash. */
export const app = digestOf('a');
/** Its base, with openssl. */
export const base = digestOf('b');
/** The tag of `app`. */
export const tag = 'docker.io/library/app:1';

/** A package of both. */
export const openssl = aPackage('deb', 'openssl', { version: '3.0.1' });
const lodash = aPackage('npm', 'lodash', { version: '4.17.0' });
const bills = () =>
  new Map<string, Bill>([
    [app, aBill([openssl, lodash], { source: anImage({ manifestDigest: app }) })],
    [base, aBill([openssl], { source: anImage({ manifestDigest: base }) })],
  ]);
const onOpenssl = aMatch(openssl, 'CVE-2026-1', { severity: 'critical', fix: fixedIn('3.0.2') });
/** A match of severity high. */
export const onLodash = aMatch(lodash, 'CVE-2026-2', { severity: 'high', fix: fixedIn('4.17.21') });

/** Stop for critical matches, warn for high ones. */
export const rules = [
  aRule(
    'vulnerabilities.package',
    { package_type: 'all', severity: 'critical', severity_comparison: '=' },
    { id: 'crit', recommendation: 'patch it' },
  ),
  aRule(
    'vulnerabilities.package',
    { package_type: 'all', severity: 'high', severity_comparison: '=' },
    { id: 'high', action: 'WARN' },
  ),
];

/** An evaluation of a reply. */
export interface CheckResult {
  readonly final_action: string;
  readonly evaluation_time: string;
  readonly comparison_image_digest: string | null;
  readonly details: {
    readonly findings: readonly {
      readonly trigger_id: string;
      readonly inherited_from_base: boolean | null;
      readonly allowlisted: boolean;
    }[];
    readonly policy: { readonly id: string };
  } | null;
}
/** A reply of `check`. */
export interface CheckReply {
  readonly policy_id: string;
  readonly evaluated_tag: string;
  readonly evaluations: readonly CheckResult[];
}

type Parts = Parameters<typeof createEvaluationsFeature>[0];

/** Policies and evaluations over two images, with matches and advisories that a test sets. */
export interface EvaluationWorld {
  readonly platform: TestPlatform;
  readonly feature: EvaluationsFeature;
  readonly parts: Parts;
  readonly scope: Scope;
  readonly bills: Map<string, Bill>;
  /** What matching finds; the digest of the advisories, null without any; digests whose bills were read. */
  readonly state: { matches: MatchReport['matches']; advisories: string | null; loads: string[] };
  check(
    query: string,
    options?: { readonly account?: string; readonly digest?: string },
  ): Promise<TestReply & { readonly wire: CheckReply }>;
  /** The first evaluation of a check that answers. */
  first(query: string): Promise<CheckResult>;
  /** Stores a policy and makes it the active one. */
  storePolicy(document: Record<string, unknown>): Promise<void>;
  /** Stores the bills as an analysis does, so that evaluations can keep them. */
  storeBills(): Promise<void>;
  /** Back to the beginning: nothing stored, `rules` active, the clock at `testNow`. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a world; the account is `team-a`. */
export async function evaluationWorld(): Promise<EvaluationWorld> {
  const platform = await testPlatform();
  const scope = scoped(platform.db, 'team-a');
  await addImage(scope, app, tag);
  await addImage(scope, base, 'docker.io/library/base:1');
  const state: EvaluationWorld['state'] = { matches: [], advisories: null, loads: [] };
  const known = bills();
  const policyFeature = createPoliciesFeature({ platform });
  const parts = partsOf(platform, policyFeature.policies, { state, known });
  const feature = createEvaluationsFeature(parts);
  const server = await testServer(platform, [...policyFeature.routes, ...feature.routes]);
  const check: EvaluationWorld['check'] = async (query, { digest = app, account = 'team-a' } = {}) => {
    const reply = await server.call('GET', `/images/${digest}/check?${query}`, { account });
    return { ...reply, wire: reply.body as CheckReply };
  };
  const storePolicy: EvaluationWorld['storePolicy'] = async (document) => {
    const id = String(document['id']);
    const added = await server.call('POST', '/policies', { body: document });
    const body = { policy_id: id, ...(added.status === 409 ? { policy: document } : {}) };
    const stored = await server.call('PUT', `/policies/${id}?active=true`, { body });
    if (stored.status !== 200) throw new Error(stored.text);
  };
  return {
    ...{ platform, feature, parts, scope, state, check, storePolicy, bills: known },
    first: async (query) => {
      const { status, text, wire } = await check(query);
      const [result] = wire.evaluations ?? [];
      if (status !== 200 || result === undefined) throw new Error(text);
      return result;
    },
    storeBills: async () => {
      for (const [digest, bill] of known) await storeBill(scope, digest, bill);
    },
    reset: async () => {
      Object.assign(state, { matches: [onOpenssl, onLodash], advisories: 'sha256:data-1', loads: [] });
      platform.setTime(testNow);
      await platform.db.deleteFrom('evaluation').execute();
      await storePolicy(aDocument(rules));
    },
    close: async () => {
      await server.close();
      await platform.close();
    },
  };
}

function partsOf(
  platform: TestPlatform,
  policies: Parts['policies'],
  { state, known }: { readonly state: EvaluationWorld['state']; readonly known: ReadonlyMap<string, Bill> },
): Parts {
  return {
    platform,
    policies,
    images: fakeImages((digest) => {
      state.loads.push(digest);
      return known.get(digest) as Bill;
    }),
    advisories: {
      current: () =>
        state.advisories === null ? null : ({ facts: () => ({ digest: state.advisories, sources: [] }) } as never),
    },
    facts: {
      context: async () => ({ facts: {}, digest: 'none' }),
      inspectionDigest: async () => 'none',
      inspection: async () => null,
    },
    matching: {
      report: async (_scope, _digest, bill) => reportFor(bill, state.matches, state.advisories ?? ''),
      listedFiles: async () => ({ advisories: state.advisories ?? '', scan: null }),
    },
    subscriptions: {
      active: (scope, key) =>
        scope
          .select('subscription')
          .selectAll()
          .where('subscription.key', '=', key)
          .where('subscription.active', '=', true)
          .execute(),
    },
  };
}

async function storeBill(scope: Scope, digest: string, bill: Bill): Promise<void> {
  const bytes = Buffer.from(canonicalJson(bill));
  const document = { digest, kind: 'bill', sha256: sha256Digest(bytes), size: bytes.length };
  await scope
    .insert('document', { ...document, body: await packBytes(bytes) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A digest of one letter. */
export function digestOf(letter: string): string {
  return `sha256:${letter.repeat(64)}`;
}

/** The report of a bill with those matches that are of its packages. */
export function reportFor({ packages }: Bill, matches: MatchReport['matches'], digest: string): MatchReport {
  const ids = new Set(packages.map(({ id }) => id));
  const report = aReport(matches.filter(({ packageId }) => ids.has(packageId)));
  return { ...report, data: { ...report.data, digest } };
}

/** Catalogues an analyzed image. */
export async function addImage(scope: Scope, digest: string, fullTag: string): Promise<void> {
  const [registry = '', ...path] = fullTag.split('/');
  const [repo = '', name = ''] = path.join('/').split(':');
  await scope
    .insert('image', {
      digest,
      parent_digest: digest,
      image_id: digest.slice(7),
      status: 'active',
      analysis_status: 'analyzed',
      analysis_history: '[]',
      annotations: '{}',
      analyzed_at: testNow,
      sbom_digest: `sha256:sbom-${digest.slice(7, 12)}`,
      origin: 'registry',
    })
    .execute();
  await scope.insert('image_tag', { digest, registry, repo, tag: name, full_tag: fullTag }).execute();
}

/** The catalogue as evaluations see it, over the rows of the test. */
function fakeImages(bill: (digest: string) => Bill): Pick<Images, 'analyzed' | 'ancestors' | 'bill'> {
  const find = async (scope: Scope, digest: string): Promise<Row<'image'>> => {
    const row = await scope.select('image').selectAll().where('image.digest', '=', digest).executeTakeFirst();
    if (row === undefined) throw missing.NOT_FOUND({ digest });
    return row;
  };
  return {
    analyzed: find,
    bill: async (_scope, digest) => bill(digest),
    ancestors: async (scope, digest) => (digest === app ? [await find(scope, base)] : []),
  };
}
