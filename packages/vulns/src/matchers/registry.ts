import type { Matcher } from '../matching/define-matcher.ts';

/** Every matcher, in alphabetical order. */
export const matchers: readonly Matcher[] = [];
