import type { Bill, Package } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { sampleBill } from '../../testing/sample-bill.ts';
import { encode, encodeParts } from './encode.ts';

const context = { now: '2026-01-02T03:04:05.678Z', uuid: '6b1c0f3e-5f0c-4a58-9d53-0d1f3f4c2b11', toolVersion: '1.2.3' };

function written(bill: Bill) {
  const document = JSON.parse(encode(bill, context));
  return {
    subject: document.metadata.component['bom-ref'],
    refs: document.components.map((one: Record<string, string>) => one['bom-ref']),
    graph: new Map(document.dependencies.map((one: { ref: string; dependsOn?: string[] }) => [one.ref, one.dependsOn])),
    propertiesOf: ({ id }: Package) =>
      document.components
        .find((one: Record<string, string>) => one['bom-ref'] === id)
        .properties.map(({ name, value }: Record<string, string>) => `${name}=${value}`),
  };
}

describe('formats/cyclonedx-json/encode', () => {
  const bill = sampleBill();
  const [first, second, third] = bill.packages as [Package, Package, Package];

  it('writes the same document whole and in parts, the same each time', () => {
    const other: Bill = { ...bill, source: { kind: 'directory', target: 'dir:.', path: '/x' } };
    expect([...encodeParts(other, context)].join('')).toBe(encode(other, context));
  });

  it('names the subject, every component and the distro in the graph', () => {
    const { subject, refs, graph } = written(bill);
    expect([...graph.keys()]).toEqual([subject, ...refs]);
    expect(refs.at(-1)).toBe('os:debian');
  });

  it('writes dependencies once, and none on itself or on what is not there', () => {
    const to = [second.id, second.id, first.id, 'gone', third.id];
    const relationships = to.map((id) => ({ from: first.id, to: id, type: 'depends-on' as const }));
    expect(written({ ...bill, relationships }).graph.get(first.id)).toEqual([second.id, third.id]);
  });

  it.each([
    ['owns', 'gantry:owned-by'],
    ['contains', 'gantry:contained-in'],
  ] as const)('writes %s as a property of the inner package', (type, name) => {
    const { propertiesOf } = written({ ...bill, relationships: [{ from: first.id, to: second.id, type }] });
    expect(propertiesOf(second)).toContain(`${name}=${first.id}`);
  });

  it('gives a reference once when a bill repeats ids', () => {
    const packages = [first, { ...second, id: first.id }, { ...third, id: 'os:debian' }];
    const { refs, graph } = written({ ...bill, packages, relationships: [] });
    expect(refs).toEqual([first.id, undefined, 'os:debian', undefined]);
    expect([...graph.keys()].slice(1)).toEqual([first.id, 'os:debian']);
  });
});
