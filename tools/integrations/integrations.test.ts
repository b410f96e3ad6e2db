import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, visit } from 'yaml';
import { commands } from '../../packages/cli/src/commands/registry.ts';
import { connectionOptions } from '../../packages/cli/src/settings/connection.ts';
import { everywhere } from '../../packages/cli/src/settings/options.ts';
import { callsIn, problemOf } from './calls.mjs';

const folder = join(import.meta.dirname, '../../docs/integrations');
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  .sort();
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const definitions = files.filter((file) => !file.endsWith('.md'));

/** `!reference` is GitLab's; what it names is read where it stands. */
const gitlabTags = [{ tag: '!reference', collection: 'seq' as const, resolve: () => '' }];

function scalarsOf(text: string): { problems: string[]; scalars: string[] } {
  const documents = [...parseAllDocuments(text, { customTags: gitlabTags as never, version: '1.2' })];
  const scalars: string[] = [];
  for (const document of documents)
    visit(document, { Scalar: (_, { value }) => void (typeof value === 'string' && scalars.push(value)) });
  const problems = documents.flatMap(({ errors, warnings }) => [...errors, ...warnings].map(({ message }) => message));
  return { problems, scalars };
}

/** What a shell would run: scalars of YAML, `sh '...'` of a Jenkinsfile, indented lines and code of a page. */
function shellOf(file: string): string {
  const text = read(file);
  if (file.endsWith('.yml')) return scalarsOf(text).scalars.join('\n');
  if (file.endsWith('.md')) return [...text.matchAll(/^ {4}(?!npm)(.*)$/gm)].map(([, line]) => line).join('\n');
  return [...text.matchAll(/\bsh '([^']*)'/g)].map(([, line]) => line).join('\n');
}

describe('docs/integrations', () => {
  it('covers the platforms', () => {
    expect(definitions).toEqual([
      'azure-pipelines/azure-pipelines.yml',
      'circleci/config.yml',
      'github-actions/gantry.yml',
      'gitlab/gitlab-ci.yml',
      'gitlab/templates/gantry.yml',
      'jenkins/Jenkinsfile',
    ]);
  });

  it.each(files.filter((file) => file.endsWith('.yml')))('%s is YAML', (file) => {
    expect(scalarsOf(read(file)).problems).toEqual([]);
  });

  it.each(files)('%s calls commands that there are, with flags that they have', (file) => {
    const shared = [...connectionOptions, ...everywhere];
    const problems = callsIn(shellOf(file)).map((words) => problemOf(words, commands, shared));
    expect(problems.filter((problem) => problem !== null)).toEqual([]);
  });

  it.each(definitions)(
    '%s fetches the program, adds the image, checks it so that it counts, and names the variables',
    (file) => {
      const text = read(file);
      const lines = callsIn(shellOf(file)).map((words) => words.join(' '));
      expect(lines).toContainEqual(expect.stringMatching(/^image add .*--wait .*--from registry /));
      expect(lines).toContainEqual(expect.stringMatching(/^image check .*--detail/));
      expect(text).toMatch(/--fail-based-on-results|GANTRY_FAIL_BASED_ON_RESULTS: "true"/);
      expect(text).toContain('/v2/system/anchorectl?operating_system=linux&architecture=');
      for (const name of ['GANTRY_URL', 'GANTRY_USERNAME', 'GANTRY_PASSWORD', 'GANTRY_ACCOUNT'])
        expect(text).toContain(name);
    },
  );

  it.each(files)('%s is linked from the front page', (file) => {
    expect(file === 'readme.md' || read('readme.md').includes(`(${file})`)).toBe(true);
  });
});

describe('integrations/calls', () => {
  const table = [
    { name: 'image', args: '', options: [] },
    {
      name: 'image check',
      args: '<image>',
      options: [{ flags: '-o, --output <format>', choices: ['text'] }, { flags: '-f, --fail' }],
    },
  ];
  it.each([
    ['gantry image check -f a', null],
    ['curl x | ./gantry image check "a b" -o text || true', null],
    ['/usr/bin/anchorectl image chek a', 'image takes "", not 2 operands'],
    ['anchorectl images', 'there is no command images'],
    ['gantry image check -x a', 'image check has no -x'],
    ['gantry image check a -o', '-o lacks its value'],
    ['gantry image check a -o xml', '-o does not take xml'],
    ['gantry image check', 'image check takes "<image>", not 0 operands'],
  ])('%s: %s', (line, problem) => {
    expect(callsIn(line).map((words) => problemOf(words, table, []))).toEqual([problem]);
  });
});
