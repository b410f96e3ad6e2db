import { defineGate } from '../../gating/define-gate.ts';
import { contentNotAvailable } from './content-not-available.ts';
import { contentRegex } from './content-regex.ts';

export const retrievedFiles = defineGate({
  name: 'retrieved_files',
  help: 'Looks at the content of files that rules name.',
  artifacts: ['image', 'source'],
  triggers: [contentNotAvailable, contentRegex],
});
