import type { Feature, Platform } from '../../kernel/platform/index.ts';
import { accountJobs } from './jobs.ts';
import { accountRoutes } from './routes.ts';
import { createAccountService } from './service.ts';

/** Accounts, their states and their end. */
export function createAccountsFeature({ platform }: { readonly platform: Platform }): Feature {
  return { routes: accountRoutes(platform.db, createAccountService(platform)), jobs: accountJobs(platform.db) };
}
