import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { createOutside } from './index.ts';

const resolve = async (host: string) => {
  if (host === 'unknown.example') throw Object.assign(new Error('unknown'), { code: 'ENOTFOUND' });
  return [{ address: host.startsWith('private') ? '10.0.0.8' : '93.184.215.14', family: 4 }];
};

describe('kernel/net', () => {
  it.each([
    ['public.example', 'no failure'],
    ['public.example:5000', 'no failure'],
    ['private.example', 'IO_HTTP_REFUSED'],
    ['private.example.:443', 'IO_HTTP_REFUSED'],
    ['private.permitted', 'no failure'],
    ['127.0.0.1', 'IO_HTTP_REFUSED'],
    ['0x7f.1:80', 'IO_HTTP_REFUSED'],
    ['[::1]:5000', 'IO_HTTP_REFUSED'],
    ['::ffff:10.0.0.1', 'IO_HTTP_REFUSED'],
    ['localhost.', 'IO_HTTP_REFUSED'],
    ['unknown.example', 'IO_HTTP_NAME'],
    ['user:secret@public.example', 'NET_HOST_INVALID'],
    ['', 'NET_HOST_INVALID'],
    ['a b', 'NET_HOST_INVALID'],
  ])('admits %s: %s', async (host, outcome) => {
    const outside = createOutside({ permitted: ['*.permitted'], resolve, environment: {} });
    expect(await failureCode(() => outside.admit(host))).toBe(outcome);
    await outside.client.close();
  });

  it('goes nowhere else with its client', async () => {
    const { client } = createOutside({ permitted: [], resolve, environment: {} });
    for (const url of ['http://localhost:9/', 'http://private.example/', 'http://169.254.169.254/'])
      expect(await failureCode(() => client.request({ url }))).toBe('IO_HTTP_REFUSED');
    expect(await failureCode(() => client.request({ url: 'file:///etc/passwd' }))).toBe('IO_HTTP_ADDRESS');
    await client.close();
  });
});
