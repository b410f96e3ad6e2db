import { endingSignIns } from '../../auth/index.ts';
import type { Feature, Platform } from '../../kernel/platform/index.ts';
import { accountJobs } from './jobs.ts';
import { accountRoutes } from './routes.ts';
import { createAccountService } from './service.ts';

/** Accounts, their states and their end. */
export function createAccountsFeature({ platform }: { readonly platform: Platform }): Feature {
  const { db } = platform;
  const routes = accountRoutes(db, createAccountService(platform));
  return { routes: endingSignIns(db, routes), jobs: accountJobs(db) };
}
