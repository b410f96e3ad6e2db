import type { Feature } from '../../kernel/platform/index.ts';
import { type RepositoryParts, repositoryRoutes } from './routes.ts';

export { repositoryErrors } from './errors.ts';

/** Adding all tags of a repository, those of today and those to come. */
export function createRepositoriesFeature(parts: RepositoryParts): Feature {
  return { routes: repositoryRoutes(parts) };
}
