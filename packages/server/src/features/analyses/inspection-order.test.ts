import { describe, expect, it } from 'vitest';
import { noInspection, toWish } from './inspection-order.ts';

const clamd = { host: 'scanner', port: 3310 };

describe('an order to inspect', () => {
  it('is nothing when nothing can be done', () => {
    expect(toWish(noInspection)).toEqual({ inspect: null });
    expect(toWish({ parts: ['malware', 'contentSearch'], retrieve: [] })).toEqual({ inspect: null });
  });

  it('hands the scanner on with the wish', () => {
    const { inspect, malware } = toWish({ parts: ['malware', 'files'], retrieve: ['/a'], clamd });
    expect(inspect).toEqual({ parts: new Set(['malware', 'files']), retrieve: ['/a'], contentPatterns: [] });
    expect(malware).toEqual({ clamd: { address: clamd } });
  });
});
