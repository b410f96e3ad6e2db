import type { Gate } from '../gating/define-gate.ts';
import { always } from './always/index.ts';
import { ancestry } from './ancestry/index.ts';
import { coverage } from './coverage/index.ts';
import { distro } from './distro/index.ts';
import { dockerfile } from './dockerfile/index.ts';
import { eol } from './eol/index.ts';
import { expression } from './expression/index.ts';
import { files } from './files/index.ts';
import { imageSourceDrift } from './image_source_drift/index.ts';
import { licenses } from './licenses/index.ts';
import { malware } from './malware/index.ts';
import { metadata } from './metadata/index.ts';
import { npms } from './npms/index.ts';
import { packages } from './packages/index.ts';
import { passwdFile } from './passwd_file/index.ts';
import { provenance } from './provenance/index.ts';
import { retrievedFiles } from './retrieved_files/index.ts';
import { rubyGems } from './ruby_gems/index.ts';
import { sbomQuality } from './sbom_quality/index.ts';
import { secretScans } from './secret_scans/index.ts';
import { stig } from './stig/index.ts';
import { tagDrift } from './tag_drift/index.ts';
import { timeline } from './timeline/index.ts';
import { vulnerabilities } from './vulnerabilities/index.ts';

/** Every gate, in alphabetical order. */
export const gates: readonly Gate[] = [
  always,
  ancestry,
  coverage,
  distro,
  dockerfile,
  eol,
  expression,
  files,
  imageSourceDrift,
  licenses,
  malware,
  metadata,
  npms,
  packages,
  passwdFile,
  provenance,
  retrievedFiles,
  rubyGems,
  sbomQuality,
  secretScans,
  stig,
  tagDrift,
  timeline,
  vulnerabilities,
];
