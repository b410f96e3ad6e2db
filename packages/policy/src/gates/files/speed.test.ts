import { describe, expect, it } from 'vitest';
import { aBill, aDocument, aFile, aPackage, aRule, inspected, verdictOf } from '../../testing/index.ts';

/** An image with 100,000 files, in CPU time, since other tests run beside it. */
describe('policy/gates/files: speed', () => {
  const path = (at: number) => `/usr/lib/python3/dist-packages/package${at % 500}/module_${at}/__init__${at}.py`;
  const entries = Array.from({ length: 100_000 }, (_, at) => aFile(path(at), { mode: at % 9 === 0 ? 0o755 : 0o644 }));
  const owned = entries.map((file) => ({ path: file.path }));
  const deb = { kind: 'deb', architecture: 'all', source: 'x', sourceVersion: '1', files: owned } as const;
  const facts = inspected({ files: { entries } }, { bill: aBill([aPackage('deb', 'python', { metadata: deb })]) });

  it.each([
    ['name_match', { regex: '.*(id_rsa|id_dsa|id_ed25519)$' }, 0],
    ['name_match', { regex: '.*\\.(pem|key|p12|jks)$' }, 0],
    ['name_match', { regex: '(?i).*/[^/]*(passw|secret|token)[^/]*$' }, 0],
    ['name_match', { regex: '/usr/lib/.*/__init__7\\.py$' }, 1],
    ['name_match', { regex: '(.*,){12}[xyz]' }, 0],
    ['suid_or_guid_set', {}, 0],
    ['world_writable', {}, 0],
    ['privileged_executable', {}, 0],
    ['unowned_executable', { directories: '/usr' }, 0],
    ['attribute_match', { filename: path(77), mode: '0644' }, 1],
  ])('%s %j', (trigger, params: Readonly<Record<string, string>>, findings) => {
    const document = aDocument([aRule(`files.${trigger}`, params)]);
    const started = process.cpuUsage();
    const verdict = verdictOf(document, facts);
    const { user, system } = process.cpuUsage(started);
    if (process.env['GANTRY_TIMES'])
      process.stderr.write(`${trigger} ${params['regex'] ?? ''} ${(user + system) / 1_000} ms\n`);
    expect(verdict.findings).toHaveLength(findings);
    expect(verdict.problems).toEqual([]);
    expect((user + system) / 1_000).toBeLessThan(4_000);
  });
});
