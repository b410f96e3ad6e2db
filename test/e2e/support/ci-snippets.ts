import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { repository } from './repository.ts';

/** The job `gantry` of a GitLab definition that we ship. */
export interface GitlabJob {
  /** Lines that need no network but that to the server and the registry; GitLab's own inputs filled in. */
  readonly script: readonly string[];
  readonly after: readonly string[];
  /** Its variables, with those of the whole definition. */
  readonly variables: Readonly<Record<string, string>>;
}

interface Definition {
  readonly variables?: Record<string, string>;
  readonly gantry?: {
    readonly variables?: Record<string, string>;
    readonly before_script: readonly unknown[];
    readonly script: readonly string[];
    readonly after_script?: readonly string[];
  };
}

/** Reads the job from a file in docs/integrations/gitlab. Installing packages and the download are left out. */
export function gitlabJob(file: string, inputs: Readonly<Record<string, string>>): GitlabJob {
  const text = readFileSync(join(repository, 'docs/integrations/gitlab', file), 'utf8').replace(
    /\$\[\[ inputs\.(\w+) \]\]/g,
    (_, name: string) => inputs[name] ?? '',
  );
  const reference = { tag: '!reference', collection: 'seq' as const, resolve: () => null };
  const documents = [...parseAllDocuments(text, { customTags: [reference] as never })];
  const definition = documents.at(-1)?.toJS() as Definition;
  const job = definition.gantry;
  if (job === undefined) throw new Error(`${file} has no job gantry`);
  const before = job.before_script.filter((line): line is string => typeof line === 'string');
  return {
    script: [...before.filter((line) => !/^(?:apk|curl) /.test(line)), ...job.script],
    after: job.after_script ?? [],
    variables: { ...definition.variables, ...job.variables },
  };
}
