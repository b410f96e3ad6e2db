import { defineGate } from '../../gating/define-gate.ts';
import { contentRegexChecks } from './content-regex-checks.ts';
import { scanNotRun } from './scan-not-run.ts';

export const secretScans = defineGate({
  name: 'secret_scans',
  help: 'Looks at where the secret search found something. What it found is kept nowhere.',
  artifacts: ['image', 'source'],
  triggers: [contentRegexChecks, scanNotRun],
});
