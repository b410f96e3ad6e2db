import { getAnchorectl } from '@gantry/contract/system';
import { type Route, raw, route } from '../../kernel/http/index.ts';
import type { Archives } from './archives.ts';
import { downloadsErrors } from './errors.ts';

/** The command line for pipelines, for anyone: what a server hands out is no secret, and jobs fetch it before they sign in. */
export function downloadRoutes(archives: Archives): readonly Route[] {
  return [
    route(getAnchorectl, async ({ query: { operating_system: system, architecture } }) => {
      const archive = await archives.open(system, architecture);
      if (archive === null) throw await notBuilt(archives, system, architecture);
      return raw<typeof getAnchorectl>(200, archive.content, {
        'content-type': 'application/gzip',
        'content-length': String(archive.size),
        'content-disposition': `attachment; filename="anchorectl-${system}-${architecture}.tar.gz"`,
        etag: `"${archive.sha256}"`,
        'cache-control': 'public, no-cache',
      });
    }),
  ];
}

async function notBuilt(archives: Archives, system: string, architecture: string): Promise<Error> {
  const available = (await archives.list()).join(', ') || 'none';
  return downloadsErrors.NOT_BUILT({ system, architecture, available });
}
