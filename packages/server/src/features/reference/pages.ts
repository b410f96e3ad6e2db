import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A page or a file of the API reference, outside of `/v2`. */
export interface ReferencePage {
  readonly path: string;
  readonly type: string;
  /** Its text, or the file that has it. */
  readonly content: { readonly text: string } | { readonly file: string };
}

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gantry API</title>
<link rel="stylesheet" href="swagger-ui.css">
<link rel="icon" href="data:,">
</head>
<body>
<main id="reference"><p>The API reference needs JavaScript; the document behind it is <a href="/v2/openapi.json">/v2/openapi.json</a>.</p></main>
<script src="swagger-ui-bundle.js"></script>
<script src="start.js"></script>
</body>
</html>
`;

const start = `if (matchMedia('(prefers-color-scheme: dark)').matches) document.documentElement.classList.add('dark-mode');
window.SwaggerUIBundle({
  url: '/v2/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  operationsSorter: 'alpha',
  validatorUrl: null,
});
`;

/** The pages under `/docs/`: drawn in the browser by a renderer that this server brings along. */
export function referencePages(): readonly ReferencePage[] {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  return [
    { path: '/docs/', type: 'text/html; charset=utf-8', content: { text: page } },
    { path: '/docs/start.js', type: 'text/javascript; charset=utf-8', content: { text: start } },
    {
      path: '/docs/swagger-ui.css',
      type: 'text/css; charset=utf-8',
      content: { file: join(folder, 'swagger-ui.css') },
    },
    {
      path: '/docs/swagger-ui-bundle.js',
      type: 'text/javascript; charset=utf-8',
      content: { file: join(folder, 'swagger-ui-bundle.js') },
    },
  ];
}
