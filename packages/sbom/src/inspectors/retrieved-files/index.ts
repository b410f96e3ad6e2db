import { defineInspector } from '../../inspecting/define-inspector.ts';
import { keepFiles } from './keep-files.ts';
import { type KeptFile, keptFileReader, type RetrieveOptions, retrieveOptions } from './kept-file-reader.ts';

export const retrievedFiles = defineInspector<'retrievedFiles', RetrieveOptions, KeptFile>({
  name: 'retrieved-files',
  part: 'retrievedFiles',
  about: 'Keeps the content of small files that were asked for by name.',
  revision: 1,
  options: retrieveOptions,
  reader: keptFileReader,
  assemble: keepFiles,
});
