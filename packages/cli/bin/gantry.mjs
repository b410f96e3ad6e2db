#!/usr/bin/env node
// Checks the runtime before anything that an older one could not parse is loaded.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`gantry needs Node 20.19 or newer; this is ${process.versions.node}\n`);
  process.exit(3);
}
const { main } = await import('../bundle/main.js').catch((error) => {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write('gantry is not built yet: run `npm run build`\n');
  process.exit(3);
});
await main(process.argv.slice(2));
