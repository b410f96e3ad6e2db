import { CodedError } from '@gantry/core/errors';
import { describe, expect, it } from 'vitest';
import { redact, renderError } from './error.ts';

const quiet = { verbose: false };

describe('render/error', () => {
  it.each([
    ['pull https://user:secret@registry.example/v2/ failed', 'pull https://***@registry.example/v2/ failed'],
    ['https://user:p@ss@host/x', 'https://***@host/x'],
    ['https://token@host', 'https://***@host'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer ***'],
    ['authorization: basic dXNlcjpwYXNz', 'authorization: basic ***'],
    ['GET https://blobs/x?X-Amz-Signature=abc&y=1', 'GET https://blobs/x?X-Amz-Signature=***&y=1'],
    ['https://h/token?service=r&access_token=abc', 'https://h/token?service=r&access_token=***'],
    ['mail to a@b.example, see https://host/a@b', 'mail to a@b.example, see https://host/a@b'],
  ])('redact(%s)', (text, clean) => expect(redact(text)).toBe(clean));

  it('redact takes time in proportion to the text', () => {
    const start = performance.now();
    redact('a'.repeat(200_000));
    redact('http://'.repeat(30_000));
    redact(`http://${'a:'.repeat(100_000)}`);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('says what happened, the code and what to do', () => {
    const row = { kind: 'input', says: 'no {what}', advice: 'Bring a {what}.' } as const;
    expect(renderError(new CodedError('X_NO', row, { what: 'fish' }), quiet)).toBe(
      'error: no fish [X_NO]\n  Bring a fish.\n',
    );
  });

  it('shows the cause only when asked, without credentials', () => {
    const row = { kind: 'upstream', says: 'failed', advice: '' } as const;
    const error = new CodedError('X_NO', row, {}, { cause: new Error('GET https://u:p@h/ 401') });
    expect(renderError(error, quiet)).not.toContain('401');
    expect(renderError(error, { verbose: true })).toContain('cause: GET https://***@h/ 401');
  });

  it('what an image says cannot steer the terminal or fill it', () => {
    const row = { kind: 'input', says: '{text}', advice: '' } as const;
    const text = `\u001b]0;owned\u0007\u001b[2J\r\n\u202e${'x'.repeat(1_000_000)}`;
    const shown = renderError(new CodedError('X_NO', row, { text }), quiet);
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(shown.length).toBeLessThan(2100);
    expect(shown.split('\n')).toHaveLength(2);
  });

  it('an error that nobody foresaw says so, with its stack when asked', () => {
    expect(renderError(new TypeError('x is not a function'), quiet)).toMatch(
      /^error: x is not a function \[UNEXPECTED\]\n/,
    );
    expect(renderError(new TypeError('x'), { verbose: true })).toContain('error.test.ts');
  });
});
