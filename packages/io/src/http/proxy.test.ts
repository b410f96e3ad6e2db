import { describe, expect, it } from 'vitest';
import { proxiesOf } from './proxy.ts';

describe('http/proxy', () => {
  it.each([
    ['example.org', 'https://example.org/', true],
    ['example.org', 'https://a.example.org/', true],
    ['.example.org', 'https://a.example.org/', true],
    ['*.example.org', 'https://a.example.org/', true],
    ['example.org', 'https://badexample.org/', false],
    ['example.org:8443', 'https://example.org:8443/', true],
    ['example.org:8443', 'https://example.org/', false],
    ['example.org:443', 'https://example.org/', true],
    ['a.b, example.org', 'http://example.org/', true],
    ['10.0.0.0/8', 'http://10.1.2.3/', true],
    ['10.0.0.0/8', 'http://11.1.2.3/', false],
    ['10.0.0.0/99', 'http://10.1.2.3/', false],
    ['fd00::/8', 'http://[fd00::1]/', true],
    ['::1', 'http://[::1]:5000/', true],
    ['*', 'http://example.org/', true],
    ['', 'http://localhost:5000/', true],
    ['', 'http://127.0.0.9/', true],
    ['', 'http://example.org/', false],
    ['EXAMPLE.ORG', 'http://Example.org./', true],
  ])('NO_PROXY=%s passes %s by: %s', (noProxy, url, expected) => {
    expect(proxiesOf({ NO_PROXY: noProxy }).bypasses(new URL(url))).toBe(expected);
  });

  it('reads lower-case names first, and adds a missing scheme', () => {
    expect(proxiesOf({ http_proxy: 'a:1', HTTP_PROXY: 'http://b:2', HTTPS_PROXY: '' })).toMatchObject({
      http: 'http://a:1',
    });
    expect(proxiesOf({ HTTPS_PROXY: '' }).https).toBeUndefined();
  });
});
