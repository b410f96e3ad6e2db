import { defineGate } from '../../gating/define-gate.ts';
import { deniedTrigger, feedTrigger, type LanguageWords, noFeedTrigger } from '../_shared/language-feed.ts';

const words: LanguageWords = { gate: 'npms', kind: 'npm', noun: 'NPM Package', word: 'npm package' };

export const npms = defineGate({
  name: 'npms',
  help: 'Old checks of npm packages, kept for imported policies.',
  artifacts: ['image', 'source', 'sbom'],
  state: 'deprecated',
  supersededBy: 'packages',
  triggers: [
    deniedTrigger(words, 'denylisted_name_version', 'blacklisted_name_version'),
    noFeedTrigger(words, '65da5d4415b3e7336c752aebfaef4a40'),
    feedTrigger(words, 'newer_version_in_feed', 'whether it is the latest version'),
    feedTrigger(words, 'unknown_in_feeds', 'whether its name was ever published'),
    feedTrigger(words, 'version_not_in_feeds', 'whether its version was ever published'),
  ],
});
