import { defineGate } from '../../gating/define-gate.ts';
import { deniedTrigger, feedTrigger, type LanguageWords, noFeedTrigger } from '../_shared/language-feed.ts';

const words: LanguageWords = { gate: 'ruby_gems', kind: 'gem', noun: 'Gem Package', word: 'gem' };

export const rubyGems = defineGate({
  name: 'ruby_gems',
  help: 'Old checks of Ruby gems, kept for imported policies.',
  artifacts: ['image', 'source', 'sbom'],
  state: 'deprecated',
  supersededBy: 'packages',
  triggers: [
    deniedTrigger(words, 'denylist', 'blacklist'),
    noFeedTrigger(words, '58d7d6d2d3299c3c10f08a6a8ab95bb4'),
    feedTrigger(words, 'newer_version_found_in_feed', 'whether it is the latest version'),
    feedTrigger(words, 'not_found_in_feed', 'whether its name was ever published'),
    feedTrigger(words, 'version_not_found_in_feed', 'whether its version was ever published'),
  ],
});
