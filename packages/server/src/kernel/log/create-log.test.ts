import { describe, expect, it } from 'vitest';
import { createLog, type LogFacts, redactText } from './index.ts';

function collect() {
  const lines: Record<string, unknown>[] = [];
  const log = createLog({
    level: 'info',
    to: { write: (line) => void lines.push(JSON.parse(line)) },
    facts: { app: 1 },
  });
  return { lines, log };
}

describe('kernel/log', () => {
  it('writes one JSON line per event with level, time, facts and message', () => {
    const { lines, log } = collect();
    log.with({ requestId: 'r' }).warn('it happened', { count: 2 });
    expect(lines).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        app: 1,
        requestId: 'r',
        count: 2,
        msg: 'it happened',
      },
    ]);
  });

  it('the level can be changed while loggers are in use', () => {
    const { lines, log } = collect();
    const inner = log.with({ a: 1 });
    inner.debug('no');
    log.setLevel('debug');
    inner.debug('yes');
    log.setLevel('error');
    inner.warn('no');
    expect([log.level(), lines.map(({ msg }) => msg)]).toEqual(['error', ['yes']]);
  });

  it.each<[LogFacts, LogFacts]>([
    [{ password: 'p' }, { password: '[hidden]' }],
    [{ registry: { secret: 's', host: 'h' } }, { registry: { secret: '[hidden]', host: 'h' } }],
    [
      { headers: { Authorization: 'Basic x', 'set-cookie': ['a=b'] } },
      { headers: { Authorization: '[hidden]', 'set-cookie': '[hidden]' } },
    ],
    [
      { apiKey: 'k', api_key: 'k', tokens: 3 },
      { apiKey: '[hidden]', api_key: '[hidden]', tokens: 3 },
    ],
    [{ url: 'https://ann:s3cret@host/x' }, { url: 'https://ann:[hidden]@host/x' }],
    [{ url: 'https://host/x?access_token=abc&b=1' }, { url: 'https://host/x?access_token=[hidden]&b=1' }],
    [
      { bytes: new Uint8Array(3), big: 10n, when: new Date(0) },
      { bytes: '[3 bytes]', big: '10', when: '1970-01-01T00:00:00.000Z' },
    ],
  ])('redacts facts, case %#', (facts, written) => {
    const { lines, log } = collect();
    log.info('x', facts);
    expect(lines[0]).toMatchObject(written);
  });

  it('errors keep code, text and cause, without credentials', () => {
    const { lines, log } = collect();
    const cause = new Error('GET https://ann:pw@host failed with Bearer abcdef.ghi');
    log.error('failed', { error: Object.assign(new Error('outer', { cause }), { code: 'E_OUTER' }) });
    expect(lines[0]).toMatchObject({ error: { code: 'E_OUTER', message: 'outer', cause: { name: 'Error' } } });
    expect(JSON.stringify(lines)).not.toMatch(/:pw@|abcdef/);
  });

  it('what has no end is cut', () => {
    const { lines, log } = collect();
    const loop: Record<string, unknown> = { text: 'x'.repeat(100_000) };
    loop['self'] = loop;
    log.info('x', { loop, many: Array.from({ length: 1_000 }, () => 1) });
    expect(JSON.stringify(lines).length).toBeLessThan(100_000);
  });

  it.each([
    ['Basic YW5uOnB3', 'Basic [hidden]'],
    ['postgres://u:p%40w@db/x', 'postgres://u:[hidden]@db/x'],
    ['basic auth', 'basic [hidden]'],
    ['nothing here', 'nothing here'],
  ])('redactText: %s', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });
});
