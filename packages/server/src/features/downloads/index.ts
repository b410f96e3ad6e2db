import type { Feature } from '../../kernel/platform/index.ts';
import { archivesIn } from './archives.ts';
import { downloadRoutes } from './routes.ts';

/** What downloads need: the folder into which `npm run executable` writes. */
export interface DownloadsParts {
  readonly folder: string;
}

/** Serves the self-contained command line. */
export function createDownloadsFeature({ folder }: DownloadsParts): Feature {
  return { routes: downloadRoutes(archivesIn(folder)) };
}
