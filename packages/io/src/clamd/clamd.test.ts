import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeClamd, malwareMarker } from '../testing/clamd-contract.ts';
import { type FakeClamd, type FakeClamdOptions, startFakeClamd } from '../testing/index.ts';
import { clamdAddressText, parseClamdAddress } from './address.ts';
import { Clamd } from './clamd.ts';
import { parseReply } from './reply.ts';
import { parseVersion } from './version.ts';

let fake: FakeClamd;
beforeAll(async () => {
  fake = await startFakeClamd({ signatures: { [malwareMarker]: 'Test.Marker' }, streamMaxLength: 2 ** 20 });
});
afterAll(() => fake.close());

describeClamd('a fake clamd', () => ({ address: fake.address, signature: 'Test.Marker', streamMaxLength: 2 ** 20 }));

describe('addresses', () => {
  it.each([
    ['/run/clamav/clamd.ctl', 'unix:/run/clamav/clamd.ctl'],
    ['unix:/run/clamd.sock', 'unix:/run/clamd.sock'],
    ['unix:///run/clamd.sock', 'unix:/run/clamd.sock'],
    ['tcp://scanner:3311', 'tcp://scanner:3311'],
    ['scanner', 'tcp://scanner:3310'],
    ['127.0.0.1:99', 'tcp://127.0.0.1:99'],
    ['[::1]:99', 'tcp://[::1]:99'],
  ])('%s', (text, same) => {
    expect(clamdAddressText(parseClamdAddress(text))).toBe(same);
  });

  it.each(['', 'unix:clamd.sock', 'http://scanner', 'scanner:0', 'scanner:70000', 'a b', 'a:1:2'])('not %j', (text) => {
    expect(() => parseClamdAddress(text)).toThrow(expect.objectContaining({ code: 'IO_CLAMD_ADDRESS' }));
  });
});

describe('what clamd says', () => {
  it.each([
    ['ClamAV 1.4.6', { signatures: null, signaturesAt: null }],
    ['ClamAV 1.4.6/27812/Fri Nov 20 08:25:51 2026', { signatures: '27812', signaturesAt: '2026-11-20T08:25:51Z' }],
    ['ClamAV 0.103.8/26000/Tue Jan  3 08:25:51 2023', { signatures: '26000', signaturesAt: '2023-01-03T08:25:51Z' }],
    ['ClamAV 1.4.6/27812/yesterday', { signatures: '27812', signaturesAt: null }],
  ])('of its version: %s', (text, identity) => {
    expect(parseVersion(text)).toEqual({ version: text, ...identity });
  });

  it.each([
    ['stream: OK', { kind: 'clean' }],
    ['stream: Win.Test.EICAR_HDB-1 FOUND', { kind: 'found', signature: 'Win.Test.EICAR_HDB-1' }],
    ['INSTREAM size limit exceeded. ERROR', { kind: 'too-large' }],
    ['stream: Time limit reached ERROR', { kind: 'failed', because: 'Time limit reached' }],
    ['UNKNOWN COMMAND', null],
    ['', null],
  ])('of a stream: %s', (text, reply) => {
    expect(parseReply(text)).toEqual(reply);
  });
});

describe('what goes wrong', () => {
  async function fails(options: FakeClamdOptions, code: string): Promise<void> {
    const clamd = await startFakeClamd(options);
    const client = new Clamd({ address: clamd.address, times: { silence: 300 } });
    await expect(client.stream().then((stream) => stream.end())).rejects.toMatchObject({ code });
    await clamd.close();
  }

  it.each<[string, FakeClamdOptions, string]>([
    ['it goes away', { diesAt: 1 }, 'IO_CLAMD_BROKEN'],
    ['it says nothing', { silent: true }, 'IO_CLAMD_TIMEOUT'],
    ['it says something else', { says: '220 mail.example.org ESMTP' }, 'IO_CLAMD_PROTOCOL'],
    ['it does not end', { says: 'x'.repeat(10_000) }, 'IO_CLAMD_PROTOCOL'],
  ])('%s', (_case, options, code) => fails(options, code));

  it('nobody is there', async () => {
    const gone = await startFakeClamd();
    await gone.close();
    await expect(new Clamd({ address: gone.address }).identity()).rejects.toMatchObject({
      code: 'IO_CLAMD_UNREACHABLE',
    });
  });
});
