import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { parseConfig } from './parse-config.ts';

const digest = `sha256:${'0'.repeat(64)}`;
const rootfs = { type: 'layers', diff_ids: [digest] };
const parse = (value: unknown) =>
  parseConfig(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), digest);

describe('sources/_shared/parse-config', () => {
  it('reads every field', () => {
    const { config, diffIds, platform, unread } = parse({
      architecture: 'arm64',
      os: 'linux',
      variant: 'v8',
      author: 'me',
      created: '2024-01-02T03:04:05Z',
      config: {
        User: '1000:1000',
        ExposedPorts: { '22/tcp': {} },
        Env: ['PATH=/bin', 'EMPTY='],
        Entrypoint: ['/init'],
        Cmd: null,
        Volumes: { '/data': {} },
        WorkingDir: '/app',
        Labels: { a: 'b', constructor: 'c' },
        StopSignal: 'SIGTERM',
        Shell: ['/bin/sh'],
        OnBuild: ['RUN x'],
        Healthcheck: { Test: ['CMD', 'true'] },
      },
      rootfs,
      history: [
        { created_by: 'ADD', created: '2024-01-02T03:04:05Z' },
        { created_by: 'ENV', comment: 'c', empty_layer: true },
      ],
    });
    expect(unread).toEqual([]);
    expect(diffIds).toEqual([digest]);
    expect(platform).toEqual({ os: 'linux', architecture: 'arm64', variant: 'v8' });
    expect({ ...config, labels: { ...config.labels } }).toEqual({
      user: '1000:1000',
      exposedPorts: ['22/tcp'],
      env: ['PATH=/bin', 'EMPTY='],
      entrypoint: ['/init'],
      cmd: [],
      volumes: ['/data'],
      workingDir: '/app',
      labels: { a: 'b', constructor: 'c' },
      stopSignal: 'SIGTERM',
      shell: ['/bin/sh'],
      onBuild: ['RUN x'],
      healthcheck: { test: ['CMD', 'true'] },
      author: 'me',
      created: '2024-01-02T03:04:05Z',
      history: [
        { createdBy: 'ADD', created: '2024-01-02T03:04:05Z', emptyLayer: false },
        { createdBy: 'ENV', comment: 'c', emptyLayer: true },
      ],
    });
  });

  it.each([
    ['config', { config: 'x' }],
    ['Env', { config: { Env: 'A=b' } }],
    ['Labels', { config: { Labels: ['a'] } }],
    ['Labels', { config: { Labels: { a: 1 } } }],
    ['ExposedPorts', { config: { ExposedPorts: ['22'] } }],
    ['User', { config: { User: 0 } }],
    ['history', { history: 7 }],
    ['history', { history: [7] }],
    ['created_by', { history: [{ created_by: [] }] }],
    ['Test', { config: { Healthcheck: { Test: 'x' } } }],
    ['created', { created: 5 }],
  ])('lists %s of the wrong type: %j', (name, more) => {
    const { unread } = parse({ rootfs, ...more });
    expect(unread.map((item) => [item.path, item.code])).toEqual([['-', 'SBOM_CONFIG_FIELD']]);
    expect(unread[0]?.because).toContain(name);
  });

  it('keeps keys of the language harmless', () => {
    const { config } = parse(
      `{"rootfs":${JSON.stringify(rootfs)},"config":{"Labels":{"__proto__":"x","toString":"y"}}}`,
    );
    expect(Object.keys(config.labels)).toEqual(['__proto__', 'toString']);
    expect(config.labels['hasOwnProperty']).toBeUndefined();
  });

  it.each([
    ['null', 'SBOM_CONFIG_INVALID'],
    ['[]', 'SBOM_CONFIG_INVALID'],
    ['{}', 'SBOM_CONFIG_INVALID'],
    ['{"rootfs":{"diff_ids":["../../etc/passwd"]}}', 'SBOM_CONFIG_INVALID'],
    ['{"rootfs":{"diff_ids":{"0":1}}}', 'SBOM_CONFIG_INVALID'],
    ['', 'SBOM_JSON_INVALID'],
    ['['.repeat(10_000), 'SBOM_JSON_TOO_DEEP'],
  ])('refuses %s', async (text, code) => {
    expect(await failureCode(() => parse(text))).toBe(code);
  });
});
