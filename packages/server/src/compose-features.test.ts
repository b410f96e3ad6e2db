import { operations } from '@gantry/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthenticator } from './auth/index.ts';
import { type Composition, composeFeatures } from './compose-features.ts';
import { readConfig } from './config/index.ts';
import { createAdvisories } from './features/advisories/index.ts';
import { inlineAnalyzer } from './features/analyses/index.ts';
import { replayBatches } from './features/backtests/index.ts';
import { inProcessBuilder } from './features/feeds/index.ts';
import { createLog } from './kernel/log/index.ts';
import { type TestPlatform, testPlatform } from './testing/index.ts';

describe('composition', () => {
  let platform: TestPlatform;
  let composition: Composition;
  beforeAll(async () => {
    platform = await testPlatform();
    composition = composeFeatures({
      inspection: { parts: ['files', 'secretSearch'], retrieve: ['/etc/passwd'] },
      platform,
      config: readConfig({ flags: {}, env: {}, file: null }),
      signIn: createAuthenticator(platform),
      advisories: createAdvisories({ platform, shared: false }),
      analyzer: inlineAnalyzer,
      feedBuilder: inProcessBuilder,
      replayer: replayBatches,
      executables: platform.dataDir,
      log: createLog({ level: 'error' }),
      facts: { role: 'all', baseUrl: 'http://127.0.0.1:8228', schemaVersion: '', advisories: () => null },
    });
  });
  afterAll(() => platform.close());

  it('has one route for every operation of the contract', () => {
    const routed = composition.features.flatMap(({ routes }) => routes.map(({ operation }) => operation.id)).sort();
    expect(routed).toEqual(operations.map(({ id }) => id).sort());
  });

  it('has jobs with names of their own, and a job behind every schedule', () => {
    const names = composition.features.flatMap(({ jobs = [] }) => jobs.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    const scheduled = composition.features.flatMap(({ schedules = [] }) => schedules.map(({ job }) => job));
    expect(scheduled.filter((job) => !names.includes(job))).toEqual([]);
  });
});
