import type { AssembleContext, CatalogResult, VisibleFacts } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { fileName } from '../_shared/paths.ts';
import { unreadNote } from '../_shared/unread.ts';
import { unsupportedFormats } from './formats.ts';

/** One note for each such file; not for those inside installed packages and documentation, which no tool uses there. */
export function reportUnsupported(files: readonly VisibleFacts<unknown>[], _: AssembleContext): CatalogResult {
  const unread = files.flatMap(({ path, layer }) => {
    const tool = unsupportedFormats.get(fileName(path));
    if (tool === undefined || elsewhere.test(path)) return [];
    const note = unreadNote(sbomErrors.FORMAT_UNSUPPORTED({ name: fileName(path), tool }));
    return [{ path, ...(layer === undefined ? {} : { layer }), ...note }];
  });
  return { packages: [], unread };
}

const elsewhere = /\/(?:node_modules|site-packages|dist-packages|vendor|gems|nodejs|\.cargo|usr\/share\/doc)\//;
