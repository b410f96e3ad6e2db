import { defineCataloger } from '../../cataloging/define-cataloger.ts';
import { assemblePython } from './assemble.ts';
import type { PythonFacts } from './facts.ts';
import { readPythonFile } from './read-file.ts';

/** Python distributions that pip, setuptools or a distro installed. */
export const python = defineCataloger<PythonFacts>({
  name: 'python',
  revision: 1,
  about: 'Installed Python distributions: dist-info and egg-info, with their file lists.',
  reads: [
    {
      globs: [
        '**/*.dist-info/{METADATA,RECORD,INSTALLER,top_level.txt,direct_url.json}',
        '**/*.egg-info/{PKG-INFO,installed-files.txt,top_level.txt}',
        '**/*.egg-info',
        '**/*.egg/EGG-INFO/{PKG-INFO,top_level.txt}',
      ],
      maxBytes: 32 * 1024 * 1024,
    },
  ],
  yields: ['pypi'],
  read: readPythonFile,
  assemble: assemblePython,
});
