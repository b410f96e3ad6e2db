import { describe, expect, it } from 'vitest';
import { bytesOfText, textOfBytes } from './byte-text.ts';

describe('archive/byte-text', () => {
  it.each([
    ['plain', 'plain'],
    ['\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80', 'é中😀'],
    ['latin-1-\xe9\xe8', 'latin-1-\udce9\udce8'],
    ['\xc3', '\udcc3'],
    ['\xff\xfe', '\udcff\udcfe'],
    ['\xc0\x80', '\udcc0\udc80'],
    ['\xed\xa0\x80', '\udced\udca0\udc80'],
    ['\xef\xbf\xbd', '\ufffd'],
    ['\xf4\x90\x80\x80', '\udcf4\udc90\udc80\udc80'],
  ])('%j is read as %j and back', (bytes, text) => {
    expect(textOfBytes(bytes)).toBe(text);
    expect(bytesOfText(text)).toBe(bytes);
  });
});
