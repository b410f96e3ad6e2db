import { dirname, join, resolve } from 'node:path';
import type { Bill } from '@gantry/core';
import { byCodeUnit } from '@gantry/core/order';
import { isBelow, namesIn, pathKind } from '@gantry/io/files';
import { type Policy, type PolicyTest, type PolicyTestReport, readPolicyTests, runPolicyTests } from '@gantry/policy';
import { cliErrors } from '../errors.ts';
import type { OptionValues } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { billOf } from './bill.ts';
import { readDocument } from './document.ts';
import { parseDocument, policyText } from './policy.ts';

/** The folder of a policy's tests: `policy.tests` beside `policy.yaml`. */
export function testsFolderOf(path: string): string {
  return `${path.replace(/\.(?:ya?ml|json)$/i, '')}.tests`;
}

interface FoundTests {
  readonly tests: readonly PolicyTest[];
  /** What paths of SBOM documents are relative to. */
  readonly folder: string;
}

/** Runs the tests beside a policy file (and those in it) and reports on them. Fails with CLI_NO_TESTS when there are none. */
export async function testPolicy(
  { path, policy }: { readonly path: string; readonly policy: Policy },
  options: OptionValues,
  terminal: Terminal,
): Promise<PolicyTestReport> {
  const groups = [...(await testsInside(path)), ...(await testsBeside(path, terminal))];
  const placed = groups.flatMap(({ tests, folder }) => tests.map((test) => ({ folder, test: anchored(test, folder) })));
  const tests = placed.map(({ test }) => test);
  if (tests.length === 0) throw cliErrors.NO_TESTS({ name: path, folder: testsFolderOf(path) });
  const bills = new Map<string, Bill | string>();
  for (const { folder, test } of placed)
    if (test.sbom !== undefined && !bills.has(test.sbom))
      bills.set(test.sbom, await readBill({ path: test.sbom, folder }, options, terminal));
  return runPolicyTests(policy, tests, (name) => bills.get(name) ?? 'it was not read');
}

async function testsInside(path: string): Promise<FoundTests[]> {
  const document = parseDocument(await policyText(path), path);
  const isThere = typeof document === 'object' && document !== null && 'tests' in document;
  return isThere ? [{ tests: readPolicyTests(document, path), folder: dirname(path) }] : [];
}

async function testsBeside(path: string, terminal: Terminal): Promise<FoundTests[]> {
  const folder = testsFolderOf(path);
  if ((await pathKind(folder)) !== 'folder') return [];
  const names = (await namesIn(folder)).filter((name) => /\.(?:ya?ml)$/i.test(name)).sort(byCodeUnit);
  const found: FoundTests[] = [];
  for (const name of names) {
    const file = join(folder, name);
    found.push({ tests: readPolicyTests(await readDocument(file, terminal), file), folder });
  }
  return found;
}

function anchored(test: PolicyTest, folder: string): PolicyTest {
  return test.sbom === undefined ? test : { ...test, sbom: resolve(folder, test.sbom) };
}

/** Tests come with policies of others, and what is wrong with a document is told in its own words: no other files are opened. */
async function readBill(
  { path, folder }: { readonly path: string; readonly folder: string },
  options: OptionValues,
  terminal: Terminal,
): Promise<Bill | string> {
  if (!(await isBelow(resolve(folder), path))) return `it does not lie below ${folder}`;
  try {
    return await billOf(`sbom:${path}`, { ...options, quiet: true }, terminal);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
