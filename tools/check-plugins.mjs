// For each kind of plugin: every folder is registered, in alphabetical order, has a declaration, a test and a readme.
import { folderProblems } from './plugins/folder-problems.mjs';

const kinds = [
  { kind: 'cataloger', folder: 'packages/sbom/src/catalogers' },
  { kind: 'inspector', folder: 'packages/sbom/src/inspectors' },
  { kind: 'source', folder: 'packages/sbom/src/sources' },
  // One table of formats runs every test over all of them.
  { kind: 'format', folder: 'packages/sbom/src/formats', testedBy: 'packages/sbom/src/formats/formats.test.ts' },
  { kind: 'feed', folder: 'packages/vulns/src/feeds' },
  { kind: 'matcher', folder: 'packages/vulns/src/matchers' },
  { kind: 'version scheme', folder: 'packages/core/src/versions' },
  { kind: 'gate', folder: 'packages/policy/src/gates' },
  { kind: 'pack', folder: 'packages/policy/src/packs', declarationLines: 400, untested: true },
];

const results = kinds.map((kind) => folderProblems(process.cwd(), kind));
const problems = results.flatMap((result) => result.problems);
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exit(1);
}
const count = results.reduce((sum, result) => sum + result.count, 0);
process.stdout.write(`plugins: ${count} folders, all registered\n`);
