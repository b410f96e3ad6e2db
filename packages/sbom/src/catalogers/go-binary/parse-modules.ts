import { lineOf } from '../_shared/values.ts';
import type { BuildFacts, ModuleFacts } from './facts.ts';

const mostModules = 50_000;
const mostSettings = 200;

/** The module text of a program, as `go version -m` prints it (runtime/debug.BuildInfo): lines of fields between tabs. */
export function parseModules(text: string): Pick<BuildFacts, 'packagePath' | 'main' | 'deps' | 'settings'> {
  let packagePath: string | null = null;
  const modules: { role: string; module: ModuleFacts }[] = [];
  const settings: { key: string; value: string }[] = [];
  for (const line of text.split('\n')) {
    const [word = '', ...fields] = line.split('\t');
    if (word === 'path') packagePath = lineOf(fields[0], 1024) ?? null;
    else if (word === 'build' && settings.length < mostSettings) settings.push(...settingOf(fields.join('\t')));
    else addModule(word, moduleOf(fields), modules);
  }
  const main = modules.find(({ role }) => role === 'mod')?.module ?? null;
  const deps = modules.filter(({ role }) => role === 'dep').map(({ module }) => module);
  return { packagePath, main, deps, settings };
}

/** `mod` and `dep` state a module; `=>` on the next line says what stands in its place. */
function addModule(role: string, module: ModuleFacts | null, into: { role: string; module: ModuleFacts }[]): void {
  if (!module) return;
  const last = into.at(-1);
  if ((role === 'mod' || role === 'dep') && into.length < mostModules) into.push({ role, module });
  else if (role === '=>' && last) last.module = { ...last.module, replace: module };
}

function moduleOf([path, version, sum]: readonly string[]): ModuleFacts | null {
  const name = lineOf(path, 1024);
  return name === undefined ? null : { path: name, version: lineOf(version) ?? '', sum: lineOf(sum) ?? '' };
}

/** `KEY=VALUE`; either side may be a quoted Go string. */
function settingOf(text: string): { key: string; value: string }[] {
  const match = /^("(?:[^"\\]|\\.){0,200}"|[^=]{1,200})=(.*)$/s.exec(text);
  const key = lineOf(unquoted(match?.[1] ?? ''));
  return key === undefined ? [] : [{ key, value: lineOf(unquoted(match?.[2] ?? ''), 2000) ?? '' }];
}

function unquoted(text: string): string {
  if (text.startsWith('`') && text.endsWith('`') && text.length > 1) return text.slice(1, -1);
  if (!text.startsWith('"') || !text.endsWith('"') || text.length < 2) return text;
  return text.slice(1, -1).replace(/\\(["\\])/g, '$1');
}
