import { describe, expect, it } from 'vitest';
import { aBill, aConfig, anImage, ruleProblems, runRule, someFacts, withText } from '../../testing/index.ts';

const user = (users: string, type = 'denylist') => ({ users, type });
const ports = (list: string, type = 'denylist') => ({ ports: list, type });

describe('policy/gates/dockerfile', () => {
  it.each([
    ['USER app', user('root'), []],
    ['RUN true', user('root'), ['User root found as effective user, which is explicity not allowed']],
    ['USER app\nUSER root', user('root'), ['User root found as effective user, which is explicity not allowed']],
    ['USER root:root', user('root'), ['User root:root found as effective user, which is explicity not allowed']],
    ['USER app:root', user('root'), []],
    [
      'USER app:root',
      user('app', 'allowlist'),
      ['User app:root found as effective user, which is not on the allowed list'],
    ],
    ['USER [app]', user('app', 'allowlist'), []],
    ['user 0', user('app', 'allowlist'), ['User 0 found as effective user, which is not on the allowed list']],
    [
      'FROM a AS b\nUSER app\nFROM c',
      user('root'),
      ['User root found as effective user, which is explicity not allowed'],
    ],
    ['FROM a AS b\nUSER app\nFROM b', user('root'), []],
    [
      'FROM a\n# USER x\nRUN true \\\n # USER y\n && USER z',
      user('root'),
      ['User root found as effective user, which is explicity not allowed'],
    ],
    [
      'FROM a\nRUN <<EOF\nUSER app\nEOF\n',
      user('root'),
      ['User root found as effective user, which is explicity not allowed'],
    ],
    [
      'FROM a\nRUN <<EOF\nnever closed\nUSER root',
      user('root'),
      ['User root found as effective user, which is explicity not allowed'],
    ],
    [
      '# escape=`\nFROM a\nRUN a `\nUSER b\nUSER c',
      user('c'),
      ['User c found as effective user, which is explicity not allowed'],
    ],
  ])('effective_user of %j', (text, params, messages) => {
    expect(runRule('dockerfile.effective_user', params, withText(text)).messages).toEqual(messages);
  });

  it('takes the user that the base image set from the configuration', () => {
    const bill = aBill([], { source: anImage({ config: aConfig({ user: 'nobody' }) }) });
    const facts = someFacts({ bill, dockerfile: { mode: 'actual', text: 'FROM x\n' } });
    expect(runRule('dockerfile.effective_user', user('nobody'), facts).messages).toHaveLength(1);
    expect(runRule('dockerfile.effective_user', user('root'), facts).action).toBe('go');
  });

  const denied = (port: string) => `Dockerfile exposes port (${port}) which is in policy file DENIEDPORTS list`;
  it.each([
    ['EXPOSE 22', ports('22'), [denied('22')]],
    ['EXPOSE 22/tcp 22/udp', ports('22'), [denied('22/tcp'), denied('22/udp')]],
    ['EXPOSE 80\nexpose 8080', ports('22,23'), []],
    ['EXPOSE 20-25', ports('22'), [denied('22')]],
    [
      'EXPOSE 80 22/tcp',
      ports('80', 'allowlist'),
      ['Dockerfile exposes port (22/tcp) which is not in policy file ALLOWEDPORTS list'],
    ],
    ['EXPOSE 80-81', ports('80,81', 'allowlist'), []],
    ['FROM a\nEXPOSE 22\nFROM b', ports('22'), []],
  ])('exposed_ports of %j', (text, params, messages) => {
    expect(runRule('dockerfile.exposed_ports', params, withText(text)).messages).toEqual(messages);
  });

  it('says that a port in a variable could not be judged', () => {
    const result = runRule('dockerfile.exposed_ports', ports('22'), withText('EXPOSE $PORT'));
    expect(result).toMatchObject({ action: 'warn', problems: ['warn partly_evaluated'] });
  });

  const matched = (instruction: string, check: string, [value, line]: [string, string]) =>
    `Dockerfile directive '${instruction}' check '${check}' matched against '${value}' for line '${line}'`;
  it.each([
    [
      'HEALTHCHECK',
      'not_exists',
      '',
      'RUN true',
      ["Dockerfile directive 'HEALTHCHECK' not found, matching condition 'not_exists' check"],
    ],
    ['HEALTHCHECK', 'not_exists', '', 'HEALTHCHECK NONE', []],
    ['RUN', 'exists', '', 'RUN a\nRUN b', [matched('RUN', 'exists', ['', 'a']), matched('RUN', 'exists', ['', 'b'])]],
    ['FROM', '=', 'debian:12', 'FROM debian:12', [matched('FROM', '=', ['debian:12', 'debian:12'])]],
    ['FROM', '!=', 'debian:12', 'FROM debian:12', []],
    [
      'RUN',
      'like',
      '.*sudo',
      'run apt-get \\\n  update && \\\n sudo ls',
      [matched('RUN', 'like', ['.*sudo', 'apt-get update && sudo ls'])],
    ],
    ['RUN', 'like', 'sudo', 'RUN x sudo', []],
    ['RUN', 'not_like', '.*x', 'RUN abc', [matched('RUN', 'not_like', ['.*x', 'abc'])]],
    ['USER', 'in', 'root, 0', 'USER 0', [matched('USER', 'in', ['root, 0', '0'])]],
    ['USER', 'not_in', 'root,0', 'USER 0', []],
    ['USER', 'like', '', 'USER 0', []],
    [
      'RUN',
      'like',
      '.*secret',
      'RUN <<EOF\necho secret\nEOF',
      [matched('RUN', 'like', ['.*secret', '<<EOF echo secret'])],
    ],
  ])('instruction %s %s %j on %j', (instruction, check, value, text, messages) => {
    const params = { instruction, check, ...(value ? { value } : {}) };
    expect(runRule('dockerfile.instruction', params, withText(text)).messages).toEqual(messages);
  });

  it.each([
    ['dockerfile.instruction', { instruction: 'HEALTHCHECK', check: 'not_exists' }],
    ['dockerfile.effective_user', user('root')],
    ['dockerfile.exposed_ports', ports('22')],
  ])('%s with no Dockerfile at all is not evaluated', (what, params) => {
    const result = runRule(what, params as Record<string, string>, withText('', 'unknown'));
    expect(result).toMatchObject({ action: 'stop', messages: [], problems: ['error not_evaluated'] });
  });

  it('does not apply to a folder', () => {
    const bill = aBill([], { source: { kind: 'directory', target: 'dir:x', path: '/x' } });
    const facts = someFacts({ bill, dockerfile: { mode: 'unknown', text: '' }, tag: null });
    const result = runRule('dockerfile.effective_user', user('root'), facts);
    expect(result).toMatchObject({ action: 'go', problems: ['warn not_applicable'] });
  });

  it('looks only at actual Dockerfiles when told so', () => {
    const params = { instruction: 'RUN', check: 'exists', actual_dockerfile_only: 'TRUE' };
    expect(runRule('dockerfile.instruction', params, withText('RUN a', 'guessed')).problems).toEqual([
      'warn not_applicable',
    ]);
    expect(runRule('dockerfile.instruction', params, withText('RUN a')).messages).toHaveLength(1);
  });

  it('is not sure of a missing HEALTHCHECK in an image of the OCI format', () => {
    const source = anImage({ mediaType: 'application/vnd.oci.image.manifest.v1+json' });
    const facts = someFacts({ bill: aBill([], { source }), dockerfile: { mode: 'guessed', text: 'FROM scratch\n' } });
    const result = runRule('dockerfile.instruction', { instruction: 'HEALTHCHECK', check: 'not_exists' }, facts);
    expect(result).toMatchObject({ ids: ['41cb7cdf04850e33a11f80c42bf660b3'], problems: ['warn partly_evaluated'] });
  });

  it('does not try a pattern on a line without end', () => {
    const params = { instruction: 'RUN', check: 'like', value: '.*x$' };
    const result = runRule('dockerfile.instruction', params, withText(`RUN ${'y'.repeat(20_000)}`));
    expect(result).toMatchObject({ action: 'warn', problems: ['warn partly_evaluated'] });
  });

  it('no_dockerfile_provided', () => {
    const message = 'Image was not analyzed with an actual Dockerfile';
    expect(runRule('dockerfile.no_dockerfile_provided', {}, withText('FROM x', 'guessed')).messages).toEqual([message]);
    expect(runRule('dockerfile.no_dockerfile_provided', {}, withText('', 'unknown')).messages).toEqual([message]);
    expect(runRule('dockerfile.no_dockerfile_provided', {}, withText('FROM x')).action).toBe('go');
  });

  it.each([
    ['dockerfile.instruction', { instruction: 'run', check: 'exists' }, ['invalid_parameter']],
    ['dockerfile.instruction', {}, ['missing_parameter', 'missing_parameter']],
    ['dockerfile.instruction', { instruction: 'RUN', check: 'like', value: '(a' }, ['invalid_parameter']],
    ['dockerfile.effective_user', { users: '', type: 'whitelist' }, ['invalid_parameter', 'invalid_parameter']],
    ['dockerfile.exposed_ports', { ports: '22,x', type: 'denylist' }, ['invalid_parameter']],
    ['dockerfile.exposed_ports', { ports: '22', type: 'denylist', bogus: '1' }, ['unknown_parameter']],
    ['dockerfile.no_dockerfile_provided', { x: '1' }, ['unknown_parameter']],
  ])('%s refuses %j', (what, params, problems) => {
    expect(ruleProblems(what, params as Record<string, string>)).toEqual(problems);
  });
});
