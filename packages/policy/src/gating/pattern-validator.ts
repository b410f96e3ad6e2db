import { compilePattern, type Pattern } from '../model/patterns/index.ts';
import type { Validator } from './validators.ts';

/** A regular expression, tried from the start of a text; see `model/patterns` for what it may hold. */
export const regularExpression: Validator<Pattern> = {
  type: 'RegexValidator',
  says: 'a regular expression, anchored at the start',
  read: (text) => {
    const compiled = compilePattern(text);
    return compiled.ok
      ? { ok: true, value: compiled.pattern }
      : { ok: false, because: `it is not a usable regular expression: ${compiled.because}` };
  },
};
