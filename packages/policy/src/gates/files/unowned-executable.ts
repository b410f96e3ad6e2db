import type { FileFacts, FileIndex } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, type Raised } from '../../gating/outcome.ts';
import { withDefault } from '../../gating/parameters.ts';
import { commaList } from '../../gating/validators.ts';
import { aboutFile, fileEdit, isBelow } from '../_shared/about-file.ts';
import { inspectionGaps, withInspected } from '../_shared/inspected.ts';
import { unreadReasons } from '../_shared/unread.ts';
import { fileLookup } from './file-lookup.ts';
import { liesInFolders, packageFiles } from './package-files.ts';

export const unownedExecutable = defineTrigger({
  name: 'unowned_executable',
  ours: true,
  help: 'Fires for each executable file that no package owns and no package of the SBOM was read from: nobody tells where it came from.',
  needs: ['files'],
  params: {
    directories: withDefault('directories', commaList, {
      help: 'The folders to look at, with all that lies below them.',
      example: '/usr/bin,/opt',
      fallback: '/bin,/sbin,/usr/bin,/usr/sbin,/usr/local/bin,/usr/local/sbin,/opt,/app',
    }),
  },
  run: (context, { directories }) =>
    withInspected(context, 'files', (index) => {
      const unowned = unownedFiles(context, index, directories);
      return foundInPart(
        unowned.map((file) => raise(context, file)),
        [...unreadReasons(context.facts.bill), ...inspectionGaps(context, 'files')],
      );
    }),
});

function unownedFiles({ facts }: GateContext, index: FileIndex, directories: readonly string[]): FileFacts[] {
  const { files, folders } = packageFiles(facts.bill);
  const lookup = fileLookup(index);
  const owned = new Set(files);
  // A package may list `/bin/ls` where `/bin` leads to `/usr/bin`.
  for (const path of files) owned.add(lookup.find(path)?.path ?? path);
  return index.entries.filter(
    (file) =>
      file.type === 'file' &&
      (file.mode & 0o111) !== 0 &&
      isBelow(file.path, directories) &&
      !owned.has(file.path) &&
      !liesInFolders(file.path, folders),
  );
}

function raise({ facts }: GateContext, file: FileFacts): Raised {
  const says = `install ${file.path} from a package, or remove it`;
  return {
    message: `Executable that no package owns: ${file.path}`,
    fix: fileEdit(facts, file, { says, does: { change: 'remove' } }),
    ...aboutFile(file),
  };
}
