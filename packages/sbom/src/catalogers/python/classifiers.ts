/**
 * Licence classifiers of PyPI (trove classifiers, below `License :: `) that mean one SPDX licence. The others, such as
 * "OSI Approved :: BSD License" or "OSI Approved :: Apache Software License", say no variant or version (PEP 639).
 */
const classifiers: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'CC0 1.0 Universal (CC0 1.0) Public Domain Dedication': 'CC0-1.0',
    'CeCILL-B Free Software License Agreement (CECILL-B)': 'CECILL-B',
    'CeCILL-C Free Software License Agreement (CECILL-C)': 'CECILL-C',
    'OSI Approved :: Blue Oak Model License (BlueOak-1.0.0)': 'BlueOak-1.0.0',
    'OSI Approved :: Boost Software License 1.0 (BSL-1.0)': 'BSL-1.0',
    'OSI Approved :: Common Development and Distribution License 1.0 (CDDL-1.0)': 'CDDL-1.0',
    'OSI Approved :: Eclipse Public License 1.0 (EPL-1.0)': 'EPL-1.0',
    'OSI Approved :: Eclipse Public License 2.0 (EPL-2.0)': 'EPL-2.0',
    'OSI Approved :: European Union Public Licence 1.1 (EUPL 1.1)': 'EUPL-1.1',
    'OSI Approved :: European Union Public Licence 1.2 (EUPL 1.2)': 'EUPL-1.2',
    'OSI Approved :: GNU Affero General Public License v3': 'AGPL-3.0-only',
    'OSI Approved :: GNU Affero General Public License v3 or later (AGPLv3+)': 'AGPL-3.0-or-later',
    'OSI Approved :: GNU General Public License v2 (GPLv2)': 'GPL-2.0-only',
    'OSI Approved :: GNU General Public License v2 or later (GPLv2+)': 'GPL-2.0-or-later',
    'OSI Approved :: GNU General Public License v3 (GPLv3)': 'GPL-3.0-only',
    'OSI Approved :: GNU General Public License v3 or later (GPLv3+)': 'GPL-3.0-or-later',
    'OSI Approved :: GNU Lesser General Public License v2 (LGPLv2)': 'LGPL-2.0-only',
    'OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)': 'LGPL-2.0-or-later',
    'OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)': 'LGPL-3.0-only',
    'OSI Approved :: GNU Lesser General Public License v3 or later (LGPLv3+)': 'LGPL-3.0-or-later',
    'OSI Approved :: Historical Permission Notice and Disclaimer (HPND)': 'HPND',
    'OSI Approved :: ISC License (ISCL)': 'ISC',
    'OSI Approved :: MIT License': 'MIT',
    'OSI Approved :: MIT No Attribution License (MIT-0)': 'MIT-0',
    'OSI Approved :: Mozilla Public License 1.0 (MPL)': 'MPL-1.0',
    'OSI Approved :: Mozilla Public License 1.1 (MPL 1.1)': 'MPL-1.1',
    'OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)': 'MPL-2.0',
    'OSI Approved :: Python Software Foundation License': 'PSF-2.0',
    'OSI Approved :: SIL Open Font License 1.1 (OFL-1.1)': 'OFL-1.1',
    'OSI Approved :: The Unlicense (Unlicense)': 'Unlicense',
    'OSI Approved :: Universal Permissive License (UPL)': 'UPL-1.0',
    'OSI Approved :: University of Illinois/NCSA Open Source License': 'NCSA',
    'OSI Approved :: zlib/libpng License': 'Zlib',
    'OSI Approved :: Zero-Clause BSD (0BSD)': '0BSD',
  }),
);

/** The licence of a classifier: its SPDX identifier, else its last words; undefined when it is about something else. */
export function licenseOfClassifier(classifier: string): string | undefined {
  if (!classifier.startsWith(classifierPrefix)) return undefined;
  const name = classifier.slice(classifierPrefix.length).trim();
  const words = name.replace(/^OSI Approved(?: :: |$)/, '');
  return classifiers.get(name) ?? (words === '' ? undefined : words);
}

const classifierPrefix = 'License :: ';
