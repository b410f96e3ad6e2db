import type { Gate } from '../gating/define-gate.ts';
import { always } from './always/index.ts';
import { ancestry } from './ancestry/index.ts';
import { dockerfile } from './dockerfile/index.ts';
import { files } from './files/index.ts';
import { imageSourceDrift } from './image_source_drift/index.ts';
import { metadata } from './metadata/index.ts';
import { npms } from './npms/index.ts';
import { packages } from './packages/index.ts';
import { rubyGems } from './ruby_gems/index.ts';
import { stig } from './stig/index.ts';
import { tagDrift } from './tag_drift/index.ts';
import { vulnerabilities } from './vulnerabilities/index.ts';

/** Every gate, in alphabetical order. */
export const gates: readonly Gate[] = [
  always,
  ancestry,
  dockerfile,
  files,
  imageSourceDrift,
  metadata,
  npms,
  packages,
  rubyGems,
  stig,
  tagDrift,
  vulnerabilities,
];
