import type { Candidate, SearchRule } from '../../_shared/search/rule.ts';
import { hasBase62Checksum } from '../checks/base62-checksum.ts';
import { entropy } from '../checks/entropy.ts';
import { isPlaceholder } from '../checks/placeholder.ts';
import { prefixed } from './near.ts';

/** Tokens of code hosts and package registries. */
export const codeHostRules: readonly SearchRule[] = [
  {
    name: 'GITHUB_TOKEN',
    regex: '\\b(gh[pousr]_[A-Za-z0-9]{36})\\b',
    near: prefixed(['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], 48),
    accepts: hasChecksumOrName,
  },
  {
    name: 'GITHUB_TOKEN',
    regex: '\\b(github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})\\b',
    near: prefixed(['github_pat_'], 100),
    accepts: ({ value }) => isRandom(value),
  },
  {
    name: 'GITLAB_TOKEN',
    regex:
      '\\b(gl(?:pat|dt|rt|ptt|ft|imt|agent|cbt|soat|ffct)-[A-Za-z0-9_-]{20,300}(?:\\.[0-9a-z]{2}\\.[0-9a-z]{7,9})?)',
    near: prefixed([
      'glpat-',
      'gldt-',
      'glrt-',
      'glptt-',
      'glft-',
      'glimt-',
      'glagent-',
      'glcbt-',
      'glsoat-',
      'glffct-',
    ]),
    accepts: ({ value }) => isRandom(value) && /\d/.test(value),
  },
  {
    name: 'NPM_TOKEN',
    regex: '\\b(npm_[A-Za-z0-9]{36})\\b',
    near: prefixed(['npm_'], 48),
    accepts: hasChecksumOrName,
  },
  {
    name: 'PYPI_TOKEN',
    regex: '\\b(pypi-Ag(?:EIcHlwaS5vcmc|ENdGVzdC5weXBpLm9yZw)[A-Za-z0-9_-]{50,1000})',
    near: prefixed(['pypi-AgE'], 1100),
  },
  {
    name: 'RUBYGEMS_TOKEN',
    regex: '\\b(rubygems_[a-f0-9]{48})\\b',
    near: prefixed(['rubygems_'], 64),
    accepts: ({ value }) => isRandom(value),
  },
  {
    name: 'DOCKER_TOKEN',
    regex: '\\b(dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,64})\\b',
    near: prefixed(['dckr_pat_', 'dckr_oat_'], 80),
    accepts: ({ value }) => isRandom(value),
  },
];

/** The checksum tells a token from what only looks like one; beside the name of a token even a wrong one is worth a look. */
function hasChecksumOrName({ value, line, column }: Candidate): boolean {
  const random = value.slice(4);
  if (hasBase62Checksum(random)) return true;
  return /(?:token|secret|key|pass\w*)["']?\s{0,4}[=:]\s{0,4}["']?$/i.test(line.slice(0, column)) && isRandom(value);
}

function isRandom(value: string): boolean {
  return !isPlaceholder(value) && entropy(value) >= 3;
}
