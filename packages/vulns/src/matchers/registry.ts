import type { Matcher } from '../matching/define-matcher.ts';
import { apk } from './apk/index.ts';
import { deb } from './deb/index.ts';
import { language } from './language/index.ts';
import { rpm } from './rpm/index.ts';

/** Every matcher, in alphabetical order. */
export const matchers: readonly Matcher[] = [apk, deb, language, rpm];
