import { describe, expect, it } from 'vitest';
import { uuidOfName } from './uuid.ts';

const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

describe('digest/uuid', () => {
  it.each([
    // The example of RFC 9562, appendix A.4.
    [dns, 'www.example.com', '2ed6657d-e927-568b-95e1-2665a8aea6a2'],
    [dns, 'žltý', 'f309048d-f9bd-5229-8531-45056e4181ee'],
  ])('%s %s', (namespace, name, uuid) => {
    expect(uuidOfName(namespace, name)).toBe(uuid);
  });
});
