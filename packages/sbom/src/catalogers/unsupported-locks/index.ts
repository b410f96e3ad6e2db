import { defineCataloger } from '../../cataloging/define-cataloger.ts';
import { reportUnsupported } from './report.ts';

/** Lock files that are seen and not read: they are named instead of passed over in silence. */
export const unsupportedLocks = defineCataloger<Record<string, never>>({
  name: 'unsupported-locks',
  revision: 1,
  about: 'Names lock files in formats that are not read yet, such as yarn.lock, pnpm-lock.yaml or poetry.lock.',
  reads: [
    {
      globs: [
        '**/{Package.resolved,Pipfile.lock,Podfile.lock,bun.lock,bun.lockb,conan.lock,gradle.lockfile,mix.lock}',
        '**/{packages.config,pdm.lock,pnpm-lock.yaml,poetry.lock,pubspec.lock,pylock.toml,uv.lock,yarn.lock}',
      ],
      maxBytes: Number.MAX_SAFE_INTEGER,
    },
  ],
  yields: [],
  read: () => ({ facts: {} }),
  assemble: reportUnsupported,
});
