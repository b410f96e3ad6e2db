// A read-only container registry for one image of an OCI layout, on the loopback address: the quickstart's server pulls from it.
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

/** Serves the image of a layout as every repository and tag that is asked for. */
export async function serveLayout(layout) {
  const [{ digest, mediaType }] = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')).manifests;
  const server = createServer((request, answer) => {
    const [, kind, name] = /^\/v2\/.+\/(manifests|blobs)\/([^/]+)$/.exec(request.url ?? '') ?? [];
    if (request.url === '/v2/') answer.end('{}');
    else if (kind === 'manifests') send({ answer, request, layout, digest, type: mediaType });
    else if (kind === 'blobs') send({ answer, request, layout, digest: name, type: 'application/octet-stream' });
    else answer.writeHead(404).end();
  });
  await listen(server);
  return { host: `127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** One port while it is free, so that the sample image has the same name at every start. */
function listen(server) {
  return new Promise((done) => {
    server.once('listening', done);
    server.once('error', () => server.listen(0, '127.0.0.1'));
    server.listen(8229, '127.0.0.1');
  });
}

function send({ answer, request, layout, digest, type }) {
  const path = /^sha256:[0-9a-f]{64}$/.test(digest) ? join(layout, 'blobs', ...digest.split(':')) : '';
  if (!existsSync(path)) {
    answer.writeHead(404).end();
    return;
  }
  answer.writeHead(200, { 'content-type': type, 'docker-content-digest': digest });
  if (request.method === 'HEAD') answer.end();
  else createReadStream(path).pipe(answer);
}
