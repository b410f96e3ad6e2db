import { describe, expect, it } from 'vitest';
import { parsePolicy } from './parse-policy.ts';
import { aDocument, aMapping, aRule, someFacts, verdictOf } from './testing/index.ts';

const problemsOf = (document: unknown) =>
  parsePolicy(document, 'p').problems.map(({ type, path }) => `${type} ${path}`);

describe('policy/hostile-policy', () => {
  const nested = (depth: number) => {
    let value: unknown = 'x';
    for (let at = 0; at < depth; at++) value = [value];
    return value;
  };
  const bomb = () => {
    let value: unknown = 'x'.repeat(100);
    for (let at = 0; at < 20; at++) value = Array(10).fill(value);
    return value;
  };
  const circle: Record<string, unknown> = aDocument([]);
  circle['self'] = circle;

  it.each([
    ['null', null],
    ['a text', 'policy'],
    ['a list', [1]],
    ['nothing', {}],
    ['a deep one', aDocument([], { deep: nested(100_000) })],
    ['an alias bomb', aDocument([], { bomb: bomb() })],
    ['one that holds itself', circle],
    ['too many rules', aDocument(Array(20_000).fill(aRule('always.always')))],
    ['an endless id', aDocument([aRule('always.always', {}, { id: 'x'.repeat(10_000) })])],
    ['wrong types everywhere', { id: [], name: {}, version: null, rule_sets: [null, 1], mappings: [[]], policies: 7 }],
    ['a million bad rules', { ...aDocument([]), rule_sets: Array(9_000).fill({}) }],
  ])('refuses %s, quickly, and stops everything', (_name, document) => {
    const started = performance.now();
    const { policy, problems } = parsePolicy(document, 'p');
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThan(600);
    expect(problems[0]?.severity).toBe('error');
    expect(policy.id).toBe('unreadable');
    expect(verdictOf(document, someFacts()).finalAction).toBe('stop');
  });

  it('does not fall for keys of the prototype', () => {
    const document = JSON.parse(
      '{"__proto__":{"id":"evil"},"constructor":1,"id":"a","name":"n","version":"2","rule_sets":[],"mappings":[]}',
    );
    const { policy, problems } = parsePolicy(document, 'p');
    expect(problems).toEqual([]);
    expect(policy.id).toBe('a');
    expect(Object.keys(policy.extra)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['id']).toBeUndefined();
    const rule = aRule('__proto__.constructor');
    expect(problemsOf(aDocument([rule]))).toEqual(['unknown_gate /rule_sets/0/rules/0/gate']);
    expect(problemsOf(aDocument([aRule('always.always', JSON.parse('{"__proto__":"x"}'))]))).toEqual([
      'unknown_parameter /rule_sets/0/rules/0/params/0',
    ]);
  });

  it('patterns that would hang a back-tracking engine share one budget, and the verdict says when it is used up', () => {
    const patterns = Array(10)
      .fill(['([a,]+)+$', '(?:[ab]|[ab,][ab,])+$', '(.*,){12}[xyz]', '(?=([a,]+)+$)[b]'])
      .flat();
    const rules = patterns.map((value, at) =>
      aRule('dockerfile.instruction', { instruction: 'RUN', check: 'like', value }, { id: `r${at}` }),
    );
    const text = `RUN ${'a,'.repeat(4_000)}!\n`.repeat(50);
    const started = process.cpuUsage();
    const verdict = verdictOf(aDocument(rules), someFacts({ dockerfile: { mode: 'actual', text } }));
    const { user, system } = process.cpuUsage(started);
    if (process.env['GANTRY_TIMES']) process.stderr.write(`hostile patterns ${(user + system) / 1_000} ms\n`);
    expect((user + system) / 1_000).toBeLessThan(5_000);
    expect(verdict.finalAction).toBe('warn');
    expect(verdict.problems[0]?.problemType).toBe('partly_evaluated');
  }, 30_000);

  it('hostile mappings cost bounded time', () => {
    const mappings = Array.from({ length: 200 }, (_, at) =>
      aMapping({ id: `m${at}`, repository: `regexp:(x+)+${at}$`, registry: '*a*a*a*b' }),
    );
    const started = performance.now();
    verdictOf(aDocument([], { mappings }), someFacts({ tag: `${'a'.repeat(5_000)}.io/${'x'.repeat(5_000)}:1` }));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
