// A report of the matches of every test image, to be read by eye: package, version, place, vulnerability, the range that decided, the fix.
//   GANTRY_TEST_IMAGES=DIR GANTRY_CACHE_DIR=DIR node bench/matches.mjs [IMAGE...] > matches.md
// The advisory database of GANTRY_CACHE_DIR answers (`gantry db update --from MIRROR` builds it).
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { markdown } from './lib/measure.mjs';

const images = process.env.GANTRY_TEST_IMAGES ?? '/tmp/gantry-test-images';
const distros = { 'apk-min': 'alpine:3.15' };
const all = [
  'debian-services',
  'app-node',
  'app-python',
  'app-java',
  'app-go-rust',
  'distroless-min',
  'apk-min',
  'rpm-sqlite',
  'tricky',
];
const names = (process.argv.length > 2 ? process.argv.slice(2) : all).filter((name) => existsSync(join(images, name)));

for (const name of names) process.stdout.write(`${section(name, matchesOf(name))}\n`);

function matchesOf(name) {
  const distro = distros[name] ? ['--distro', distros[name]] : [];
  const args = ['packages/cli/bin/gantry.mjs', 'vulns', `oci-dir:${join(images, name)}`, '-q', '-o', 'json', ...distro];
  const run = spawnSync(process.execPath, args, { maxBuffer: 1 << 30, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${name}: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

function section(name, { matches, coverage }) {
  const rows = matches.map(
    ({ package: pkg, vulnerability, advisory, severity, evidence, fix, known_exploited: exploited, malicious }) => [
      pkg.type,
      `${pkg.name} ${pkg.version}`,
      pkg.path,
      vulnerability === advisory ? vulnerability : `${vulnerability} (${advisory})`,
      `${severity}${exploited ? ', exploited' : ''}${malicious ? ', malware' : ''}`,
      `${evidence.searched.name} ${evidence.range}`,
      fix.versions.join(', ') || fix.state,
    ],
  );
  const notes = `${matches.length} matches; ${coverage.evaluated} of ${coverage.packages} packages evaluated, ${coverage.coveredByOwner} decided by the distro's data, ${coverage.unread.length} items not read.`;
  const table =
    rows.length > 0
      ? `\n${markdown(['type', 'package', 'where', 'vulnerability', 'severity', 'searched and range', 'fix'], rows)}\n`
      : '';
  return `## ${name}\n\n${notes}\n${table}`;
}
