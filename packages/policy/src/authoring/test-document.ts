import { kinds, type PackageKind, severities } from '@gantry/core';
import { isRecord } from '@gantry/core/json';
import { z } from 'zod';
import { policyErrors } from '../errors.ts';
import { whyTooLarge } from '../model/limits.ts';

const text = z.string().max(20_000);
const list = z.array(text).max(10_000);
const kindNames = Object.keys(kinds) as [PackageKind, ...PackageKind[]];
const texts = z.record(z.string().max(1_000), text);

const TestPackage = z.strictObject({
  kind: z.enum(kindNames),
  name: text.min(1),
  version: text.nullish(),
  path: text.optional(),
  layer: text.optional(),
  purl: text.optional(),
  licenses: list.optional(),
});

const TestMatch = z.strictObject({
  /** Name of one of the packages. */
  package: text,
  vulnerability: text.min(1),
  aliases: list.optional(),
  severity: z.enum(severities).default('high'),
  /** Versions with a fix, lowest first; empty: none is known. */
  fixed_in: list.default([]),
  wont_fix: z.boolean().default(false),
  cvss: z.number().min(0).max(10).optional(),
  epss: z.number().min(0).max(1).optional(),
  known_exploited: z.boolean().default(false),
  malicious: z.boolean().default(false),
  published: text.optional(),
});

const TestConfig = z.strictObject({
  user: text.optional(),
  labels: texts.optional(),
  env: list.optional(),
  exposed_ports: list.optional(),
  entrypoint: list.optional(),
  cmd: list.optional(),
  volumes: list.optional(),
  created: text.optional(),
});

const ExpectedFinding = z.strictObject({
  rule: text.optional(),
  trigger_id: text.optional(),
  /** A part of the message. */
  message: text.optional(),
  action: z.enum(['stop', 'warn', 'go']).optional(),
  allowlisted: z.boolean().optional(),
});

const Expectation = z.strictObject({
  action: z.enum(['stop', 'warn', 'go']).optional(),
  /** Each must be met by a finding. */
  findings: z.array(ExpectedFinding).max(10_000).optional(),
  /** Rules that must stay silent: evaluated, and nothing found. */
  silent: list.optional(),
  /** Rules that must not be evaluated. */
  not_evaluated: list.optional(),
  /** Number of all findings. */
  count: z.number().int().min(0).optional(),
});

const PolicyTest = z.strictObject({
  name: text.min(1),
  /** The clock, RFC 3339. */
  now: text.default('2026-01-01T00:00:00Z'),
  /** Full tag that the mappings see. */
  tag: text.nullish(),
  /** Path of an SBOM document beside the tests; in place of packages and distro. */
  sbom: text.optional(),
  /** `id:version`, or null for none. */
  distro: text.nullish(),
  packages: z.array(TestPackage).max(50_000).optional(),
  /** Null: matching was not done. */
  matches: z.array(TestMatch).max(50_000).nullish(),
  /** Days since the advisories were fetched; null: none are loaded. */
  data_age_days: z.number().min(0).nullish(),
  config: TestConfig.optional(),
  /** The Dockerfile; absent: none was handed in. */
  dockerfile: text.max(200_000).optional(),
  annotations: texts.nullish(),
  /** Parts of an inspection, as `Inspection` holds them. */
  inspection: z.record(z.string().max(100), z.unknown()).nullish(),
  expect: Expectation,
});

/** A test of a policy as documents write it. */
export type PolicyTest = z.infer<typeof PolicyTest>;

const TestDocument = z.object({ tests: z.array(PolicyTest).max(2_000) });

/**
 * Reads the tests of a policy from a parsed document: an object with the list `tests`, which may be the policy itself. Fails with
 * `POLICY_BAD_TESTS`, which names the first thing that is wrong.
 */
export function readPolicyTests(document: unknown, name: string): readonly PolicyTest[] {
  const tooLarge = whyTooLarge(document);
  if (tooLarge) throw policyErrors.BAD_TESTS({ name, because: tooLarge });
  if (!isRecord(document)) throw policyErrors.BAD_TESTS({ name, because: 'it is not an object with the list tests' });
  const read = TestDocument.safeParse(document);
  if (read.success) return read.data.tests;
  const [issue] = read.error.issues;
  throw policyErrors.BAD_TESTS({ name, because: `/${issue?.path.join('/') ?? ''}: ${issue?.message ?? ''}` });
}
