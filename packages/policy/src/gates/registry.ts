import type { Gate } from '../gating/define-gate.ts';
import { always } from './always/index.ts';
import { dockerfile } from './dockerfile/index.ts';
import { files } from './files/index.ts';
import { metadata } from './metadata/index.ts';
import { packages } from './packages/index.ts';
import { vulnerabilities } from './vulnerabilities/index.ts';

/** Every gate, in alphabetical order. */
export const gates: readonly Gate[] = [always, dockerfile, files, metadata, packages, vulnerabilities];
