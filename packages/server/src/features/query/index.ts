import type { Feature } from '../../kernel/platform/index.ts';
import type { Advisories } from '../advisories/ports.ts';
import type { Vulnerabilities } from '../vulnerabilities/ports.ts';
import { queryRoutes } from './routes.ts';

/** What queries need. */
export interface QueryDeps {
  readonly advisories: Pick<Advisories, 'use'>;
  readonly vulnerabilities: Pick<Vulnerabilities, 'feedGroup' | 'scoreData'>;
}

/** Questions over all images and all advisories: `/query`. */
export function createQueryFeature(deps: QueryDeps): Feature {
  return { routes: queryRoutes(deps) };
}
