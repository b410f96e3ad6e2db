import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { inspectionOf } from './inspection-settings.ts';

const settings = { parts: ['malware', 'files'], retrieve: [], patterns: null, clamd: null } as const;

describe('what analyses look at', () => {
  it.each([
    ['scanner:3310', { host: 'scanner', port: 3310 }],
    ['unix:/run/clamd.ctl', { socketPath: '/run/clamd.ctl' }],
  ])('reads the address %s', async (clamd, address) => {
    expect(await inspectionOf({ ...settings, clamd })).toMatchObject({ clamd: address });
  });

  it('has no scanner unless one is set', async () => {
    expect(await inspectionOf(settings)).toEqual({ parts: ['malware', 'files'], retrieve: [] });
  });

  it('refuses an address that is none at the start', async () => {
    expect(await failureCode(() => inspectionOf({ ...settings, clamd: 'host:port' }))).toBe('IO_CLAMD_ADDRESS');
  });
});
