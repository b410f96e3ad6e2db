import { readWhole } from '@gantry/io/files';
import type { FastifyInstance } from 'fastify';
import { type ReferencePage, referencePages } from './features/reference/index.ts';

/** The renderer sets styles on elements; everything comes from this server. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Bytes; the renderer has 1.5 million. */
const longestFile = 16 * 2 ** 20;

/** Adds the pages of the API reference below `/docs/`, and a way there from `/`. */
export function servePages(app: FastifyInstance): void {
  for (const page of referencePages()) {
    app.get(page.path, async (_request, answer) =>
      answer
        .headers({ 'content-security-policy': policy, 'cache-control': 'max-age=300' })
        .type(page.type)
        .send(await contentOf(page)),
    );
  }
  app.get('/', (_request, answer) => answer.redirect('/docs/'));
}

async function contentOf({ content }: ReferencePage): Promise<string | Uint8Array> {
  return 'text' in content ? content.text : await readWhole(content.file, longestFile);
}
