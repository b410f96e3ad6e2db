import type { Advisory, Bill } from '@gantry/core';
import type { AdvisoryStore } from '@gantry/vulns';
import {
  memoryStore,
  type TestPackage,
  testAdvisory,
  testAffected,
  testBill,
  testDistro,
  testPackages,
} from '@gantry/vulns/testing';
import type { Advisories } from '../features/advisories/ports.ts';

/** Advisories of tests: a store that a test replaces. */
export interface TestAdvisories extends Advisories {
  set(store: AdvisoryStore | null): void;
}

/** Advisories without a folder. */
export function testAdvisories(first: AdvisoryStore | null): TestAdvisories {
  let store = first;
  return {
    folder: '/nowhere',
    shared: false,
    set: (next) => {
      store = next;
    },
    current: () => store,
    use: (work) => {
      if (store === null) throw new TypeError('no store in this test');
      return work(store);
    },
    status: () => null,
    reload: async () => undefined,
    publish: async () => undefined,
  };
}

/** A store with a digest of its own. */
export function storeOf(digest: string, ...advisories: readonly Advisory[]): AdvisoryStore {
  return memoryStore(advisories, { digest });
}

/** An advisory about one package of npm or Debian 12. */
export function advisoryOn(id: string, ecosystem: string, name: string, range: string): Advisory {
  return testAdvisory(id, { severity: 'high', affected: [testAffected(ecosystem, name, { ranges: [range] })] });
}

/** A bill of a Debian 12 image. */
export function debianBill(...packages: readonly TestPackage[]): Bill {
  return testBill(testPackages(...packages), { distro: testDistro('debian', '12') });
}
