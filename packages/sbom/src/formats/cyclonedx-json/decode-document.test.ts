import { describe, expect, it } from 'vitest';
import { decode } from './decode.ts';

const component = (ref: string, more: object = {}) => ({
  type: 'library',
  'bom-ref': ref,
  name: ref,
  version: '1.0.0',
  purl: `pkg:npm/${ref}@1.0.0`,
  ...more,
});

function decoded(more: object, ...components: object[]) {
  const bill = decode({ bomFormat: 'CycloneDX', specVersion: '1.6', components, ...more }, 'x');
  const nameOf = (id: string) => bill.packages.find((one) => one.id === id)?.name;
  return {
    document: bill.document,
    stated: Object.fromEntries(Object.entries(bill.document?.stated ?? {}).map(([id, said]) => [nameOf(id), said])),
    edges: bill.relationships.map(({ from, to, type }) => [nameOf(from), type, nameOf(to)]),
  };
}

describe('formats/cyclonedx-json/decode-document', () => {
  it('keeps what the document says of itself', () => {
    const metadata = {
      timestamp: '2026-01-01T00:00:00Z',
      authors: [{ name: 'A' }, { email: 'b@example.com' }, 7],
      manufacturer: { name: 'C' },
      lifecycles: [{ phase: 'build' }, { name: 'own' }, {}],
    };
    expect(decoded({ metadata, serialNumber: 'urn:uuid:1', signature: { value: 'x' } }).document).toEqual({
      format: 'CycloneDX',
      formatVersion: '1.6',
      created: '2026-01-01T00:00:00Z',
      authors: ['A', 'b@example.com', 'C'],
      serial: 'urn:uuid:1',
      phases: ['build', 'own'],
      signed: true,
      stated: {},
    });
    expect(decoded({ metadata: 'odd', signature: null }).document).toMatchObject({
      authors: [],
      created: null,
      signed: false,
    });
  });

  it.each([
    [{ supplier: { name: 'S' }, publisher: 'P' }, { supplier: 'S' }],
    [{ manufacturer: { name: 'M' } }, { supplier: 'M' }],
    [{ publisher: 'P' }, { supplier: 'P' }],
    [{ authors: [{ name: 'A' }] }, { supplier: 'A' }],
    [{ hashes: [{ alg: 'SHA-256', content: 'ab' }] }, { hashed: true }],
    [{ hashes: [{}], supplier: 'odd' }, undefined],
  ])('%j states %j', (more, said) => {
    expect(decoded({}, component('a', more)).stated['a']).toEqual(said);
  });

  it('reads the graph, and tells a place in it from an edge', () => {
    const dependencies = [
      { ref: 'subject', dependsOn: ['a'] },
      { ref: 'b', dependsOn: ['c', 'c', 'b', 'nowhere'] },
      { ref: 'd' },
      'odd',
    ];
    const { edges, stated } = decoded({ dependencies }, ...['a', 'b', 'c', 'd', 'e'].map((ref) => component(ref)));
    expect(edges).toEqual([['b', 'depends-on', 'c']]);
    expect(stated).toEqual({
      a: { graph: 'linked' },
      b: { graph: 'linked' },
      c: { graph: 'linked' },
      d: { graph: 'listed' },
    });
  });
});
