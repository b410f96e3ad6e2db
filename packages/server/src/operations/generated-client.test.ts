import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';

const document = resolve(import.meta.dirname, '../../../../docs/reference/openapi.json');

/** What a program that was written against the generated types says. */
const use = `
import type { components, operations, paths } from './api.ts';

type Json<T> = T extends { content: { 'application/json': infer B } } ? B : never;
type Check = Json<operations['get_image_policy_check_by_digest']['responses'][200]>;
type Listed = Json<paths['/images']['get']['responses'][200]>;

export function verdict({ evaluations = [] }: Check): 'fail' | 'pass' | undefined {
  return evaluations[0]?.status;
}
export function digests({ items = [] }: Listed): (string | undefined)[] {
  return items.map(({ image_digest }) => image_digest);
}
export const wish: components['schemas']['ImageAnalysisRequest'] = {
  source: { tag: { pull_string: 'docker.io/library/debian:12' } },
};
export const query: operations['get_image_policy_check_by_digest']['parameters']['query'] = { tag: 'a:1', detail: true };
`;

/** Lines that the types have to refuse, by what is wrong with them. */
const wrong: Readonly<Record<string, string>> = {
  'a query without what is required':
    "export const query: operations['query_vulnerabilities']['parameters']['query'] = {};",
  'a word that is none': "export const state: components['schemas']['AccountStatus'] = { state: 'odd' };",
  'a path that is none': "export type Odd = paths['/odd'];",
};
const header = "import type { components, operations, paths } from './api.ts';\n";

describe('operations: a client generated from the document', () => {
  /** What the compiler says, by file. */
  let said: ReadonlyMap<string, readonly string[]>;
  beforeAll(async () => {
    const types = astToString(await openapiTypescript(await readFile(document, 'utf8'), { silent: true }));
    const lines = Object.entries(wrong).map(([what, line]) => [`${what}.ts`, header + line] as const);
    said = compiled(new Map([['api.ts', types], ['use.ts', use], ...lines]));
  }, 120_000);

  it.each(['api.ts', 'use.ts'])('compiles, strictly: %s', (file) => expect(said.get(file)).toEqual([]));

  it.each(Object.keys(wrong))('refuses %s', (what) => expect(said.get(`${what}.ts`)).not.toEqual([]));
});

const folder = '/client/';
const options: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  lib: ['lib.es2022.d.ts'],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
};

/** Compiles files that are nowhere on disk. */
function compiled(files: ReadonlyMap<string, string>): Map<string, string[]> {
  const host = ts.createCompilerHost(options);
  const textOf = (name: string) => (name.startsWith(folder) ? files.get(name.slice(folder.length)) : undefined);
  const { getSourceFile, fileExists, directoryExists } = host;
  host.fileExists = (name) => textOf(name) !== undefined || fileExists(name);
  host.directoryExists = (name) => `${name}/` === folder || directoryExists?.(name) === true;
  host.getSourceFile = (name, version, ...rest) => {
    const text = textOf(name);
    return text === undefined ? getSourceFile(name, version, ...rest) : ts.createSourceFile(name, text, version);
  };
  const names = [...files.keys()];
  const program = ts.createProgram(
    names.map((name) => folder + name),
    options,
    host,
  );
  return new Map(names.map((name) => [name, problemsIn(program, program.getSourceFile(folder + name))]));
}

function problemsIn(program: ts.Program, file: ts.SourceFile | undefined): string[] {
  if (file === undefined) return ['the compiler did not read it'];
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
