import { endingSignIns, type SignIn } from '../../auth/index.ts';
import type { Feature } from '../../kernel/platform/index.ts';
import { oauthRoutes } from './routes.ts';

/** The name of the job that forgets old sign-in failures and revocations. */
const tidyJob = 'tidy-sign-ins';

/** Access tokens for a user name and password, and their end. */
export function createOauthFeature({ signIn }: { readonly signIn: SignIn }): Feature {
  return {
    routes: endingSignIns(signIn.db, oauthRoutes(signIn)),
    jobs: [{ name: tidyJob, attempts: 3, deadline: 60, concurrency: 1, run: () => signIn.tidy() }],
    schedules: [{ job: tidyJob, every: 3_600 }],
  };
}
