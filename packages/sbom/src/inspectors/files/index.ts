import { defineInspector } from '../../inspecting/define-inspector.ts';
import { indexFiles } from './index-files.ts';

export const files = defineInspector<'files', Record<string, never>, never>({
  name: 'files',
  part: 'files',
  about: 'Lists every visible entry with mode, owner, size, digest and capabilities.',
  revision: 1,
  sums: [{ algorithm: 'sha256' }],
  options: () => ({}),
  assemble: (_files, context) => indexFiles(context),
});
