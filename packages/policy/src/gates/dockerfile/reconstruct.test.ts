import type { ImageConfig } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { aConfig, anImage } from '../../testing/index.ts';
import { editDockerfile } from './edit-dockerfile.ts';
import { reconstructDockerfile } from './reconstruct.ts';

function linesOf(config: Partial<ImageConfig>): string[] {
  const { mode, text } = reconstructDockerfile(anImage({ config: aConfig(config) }));
  expect(mode).toBe('guessed');
  return text.trimEnd().split('\n');
}

describe('policy/gates/dockerfile/reconstruct', () => {
  it.each([
    ['/bin/sh -c #(nop) ADD file:abc in / ', 'ADD file:abc in /'],
    ['/bin/sh -c #(nop)  CMD ["bash"]', 'CMD ["bash"]'],
    ['/bin/sh -c apt-get update', 'RUN apt-get update'],
    ['|1 A=b /bin/sh -c make', 'RUN make'],
    ['RUN /bin/sh -c apt-get update # buildkit', 'RUN apt-get update'],
    ['RUN |2 A=b C=d /bin/sh -c make all # buildkit', 'RUN make all'],
    ['COPY . /app # buildkit', 'COPY . /app'],
    ['EXPOSE map[22/tcp:{} 80/tcp:{}]', 'EXPOSE 22/tcp 80/tcp'],
    ['EXPOSE [8080/tcp]', 'EXPOSE 8080/tcp'],
    ['HEALTHCHECK &{["CMD-SHELL" "true"] "30s"}', 'HEALTHCHECK &{["CMD-SHELL" "true"] "30s"}'],
    ['bazel build ...', 'RUN bazel build ...'],
    ['# a comment that would hide', 'RUN # a comment that would hide'],
    ['/bin/sh -c a\nb \\\n  c', 'RUN a b  c'],
    ['/bin/sh -c ends with \\', 'RUN ends with'],
  ])('%j is %j', (createdBy, line) => {
    expect(linesOf({ history: [{ createdBy, emptyLayer: false }] })).toEqual(['FROM scratch', line]);
  });

  it('adds what only the configuration knows', () => {
    const config = {
      user: 'app',
      exposedPorts: ['22/tcp'],
      env: ['PATH=/bin', 'A=b'],
      cmd: ['sh', '-c', 'x'],
      healthcheck: { test: ['CMD', 'true'] },
      history: [{ createdBy: 'ENV PATH=/bin', emptyLayer: true }],
    };
    expect(linesOf(config)).toEqual([
      'FROM scratch',
      'ENV PATH=/bin',
      'USER app',
      'EXPOSE 22/tcp',
      'ENV A=b',
      'HEALTHCHECK ["CMD","true"]',
      'CMD ["sh","-c","x"]',
    ]);
  });

  it.each([
    ['USER app', '', 'USER root'],
    ['USER app', 'other', 'USER other'],
    ['USER [app]', 'app', 'USER [app]'],
  ])('%s in the history and %j in the configuration end with %s', (createdBy, user, last) => {
    expect(linesOf({ user, history: [{ createdBy, emptyLayer: true }] }).at(-1)).toBe(last);
  });

  it('lets no step of the history hide the steps after it', () => {
    const history = ['RUN <<EOF (hidden)', 'USER app \\', 'USER root'].map((createdBy) => ({
      createdBy,
      emptyLayer: true,
    }));
    expect(linesOf({ user: 'root', history }).at(-1)).toBe('USER root');
  });

  it.each([
    [{ op: 'append', line: 'USER app' }, 'FROM x\nEXPOSE 22 80\nRUN a b\nUSER app\n'],
    [{ op: 'unexpose', port: '22' }, 'FROM x\nEXPOSE 80\nRUN a b\n'],
    [{ op: 'remove-line', instruction: 'RUN', argument: 'a b' }, 'FROM x\nEXPOSE 22 80\n'],
    [{ op: 'replace-line', instruction: 'RUN', argument: 'a b', line: 'RUN c' }, 'FROM x\nEXPOSE 22 80\nRUN c\n'],
    [{ op: 'files', does: { change: 'remove' }, paths: ['/x'] }, 'FROM x\nEXPOSE 22 80\nRUN a b\n'],
  ] as const)('edits %j', (edit, text) => {
    const before = { mode: 'actual', text: 'FROM x\nEXPOSE 22 80\nRUN a \\\n b\n' } as const;
    expect(editDockerfile(before, [edit]).text).toBe(text);
  });
});
