import type { BinaryHardening } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, type Outcome, type Raised } from '../../gating/outcome.ts';
import { optional, required } from '../../gating/parameters.ts';
import { regularExpression } from '../../gating/pattern-validator.ts';
import { someOf } from '../../gating/validators.ts';
import type { Pattern } from '../../model/patterns/index.ts';
import { aboutFile, fileRemedy } from '../_shared/about-file.ts';
import { inspectionGaps, withInspected } from '../_shared/inspected.ts';
import { count } from '../_shared/words.ts';

/** Whether a program has a protection; null when nobody can tell. */
const protections = {
  pie: ({ kind, pie }) => kind === 'library' || pie,
  nx: ({ nx }) => nx,
  relro: ({ relro }) => relro !== 'none',
  full_relro: ({ relro }) => relro === 'full',
  stack_protector: ({ stackProtector }) => stackProtector,
  fortify: ({ fortified }) => fortified,
  no_runpath: ({ runPaths }) => runPaths.length === 0,
} as const satisfies Readonly<Record<string, (binary: BinaryHardening) => boolean | null>>;

type Protection = keyof typeof protections;

/** What a compiler or linker is told to have it. */
const flags: Readonly<Record<Protection, string>> = {
  pie: '-fPIE -pie',
  nx: '-Wl,-z,noexecstack',
  relro: '-Wl,-z,relro',
  full_relro: '-Wl,-z,relro,-z,now',
  stack_protector: '-fstack-protector-strong',
  fortify: '-O2 -D_FORTIFY_SOURCE=2',
  no_runpath: 'no -Wl,-rpath',
};

export const binaryHardening = defineTrigger({
  name: 'binary_hardening',
  ours: true,
  help: 'Fires for each ELF program or library that lacks a protection which compilers offer.',
  needs: ['hardening'],
  params: {
    require: required(
      'require',
      someOf('pie', 'nx', 'relro', 'full_relro', 'stack_protector', 'fortify', 'no_runpath'),
      {
        help: 'The protections that each program must have. A program of which one cannot be told (static, stripped) is evaluated in part.',
        example: 'pie,nx,full_relro',
      },
    ),
    pathRegex: optional('path_regex', regularExpression, {
      help: 'Looks only at paths that the expression matches from their start.',
      example: '/app/.*',
    }),
  },
  run: (context, wanted) => withInspected(context, 'hardening', (binaries) => judge(context, binaries, wanted)),
});

function judge(
  context: GateContext,
  binaries: readonly BinaryHardening[],
  { require, pathRegex }: { readonly require: readonly Protection[]; readonly pathRegex: Pattern | null },
): Outcome {
  const raised: Raised[] = [];
  const unsure = new Map<Protection, number>();
  let undecided = 0;
  for (const binary of binaries) {
    const wanted = pathRegex?.test(binary.path, context.patternBudget) ?? (pathRegex ? null : true);
    if (wanted === null) undecided++;
    if (wanted !== true) continue;
    const answers = require.map((name) => ({ name, has: protections[name](binary) }));
    for (const { name, has } of answers) if (has === null) unsure.set(name, (unsure.get(name) ?? 0) + 1);
    const lacks = answers.filter(({ has }) => has === false).map(({ name }) => name);
    if (lacks.length > 0) raised.push(raise(context, binary, lacks));
  }
  return foundInPart(raised, [
    ...(undecided > 0
      ? [`${count(undecided, 'path')} could not be tried: the patterns of the policy take too long`]
      : []),
    ...[...unsure].map(([name, programs]) => `${count(programs, 'program')}: ${name} cannot be told`),
    ...inspectionGaps(context, 'hardening'),
  ]);
}

function raise({ facts }: GateContext, binary: BinaryHardening, lacks: readonly Protection[]): Raised {
  const options = lacks.map((name) => flags[name]).join(' ');
  return {
    message: `Program without hardening: ${binary.path} lacks ${lacks.join(', ')}`,
    fix: fileRemedy(facts, binary, `build ${binary.path} with ${options}, or take it from a package that was`),
    ...aboutFile(binary),
  };
}
