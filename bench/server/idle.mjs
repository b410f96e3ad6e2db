// Resident memory of a server that does nothing. Usage: node bench/server/idle.mjs [--seconds 60]
import { parseArgs } from 'node:util';
import { startServer } from './server.mjs';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } });
const start = performance.now();
const server = await startServer();
try {
  const ready = Math.round(performance.now() - start);
  await new Promise((done) => setTimeout(done, Number(values.seconds) * 1000));
  process.stdout.write(
    `idle server on the embedded database: ready after ${ready} ms (first start), ${server.memory()} MiB after ${values.seconds} s, peak ${server.peak()} MiB (limit 350)\n`,
  );
} finally {
  await server.stop();
}
