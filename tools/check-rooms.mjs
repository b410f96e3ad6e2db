// Reads every import through dependency-cruiser and compares it with the map in rooms.mjs. Prints the offending arrow.
import { arrowProblems } from './rooms/arrows.mjs';
import { readDeclared, readModules } from './rooms/read-modules.mjs';
import { rooms, workspaces } from './rooms.mjs';

const names = Object.keys(workspaces);
const modules = await readModules(process.cwd(), names);
const problems = arrowProblems(modules, { workspaces, rooms, declared: readDeclared(process.cwd(), names) });
if (modules.length < 150) problems.push(`only ${modules.length} modules were read: the check saw less than the house`);
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n${problems.length} arrows that the map does not have\n`);
  process.exit(1);
}
process.stdout.write(`rooms: ${modules.length} modules, every arrow is on the map\n`);
