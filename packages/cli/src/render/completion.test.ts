import { describe, expect, it } from 'vitest';
import { commands } from '../commands/registry.ts';
import { completionScript, shells } from './completion.ts';

describe('render/completion', () => {
  it.each(shells)('%s: every command word and every long flag is offered', (shell) => {
    const script = completionScript(shell, commands);
    for (const { name, options } of commands) {
      for (const word of name.split(' ')) expect(script).toContain(word);
      for (const { flags } of options) expect(script).toContain(/--([\w-]+)/.exec(flags)?.[1]);
    }
  });

  it('zsh: loads the emulation of bash before it is used', () => {
    expect(completionScript('zsh', commands)).toMatch(
      /^#compdef gantry\nautoload -U \+X bashcompinit && bashcompinit\n/,
    );
  });

  it('fish: a quote in a description does not end it', () => {
    const option = { flags: '--x', about: "what's left; rm -rf /" };
    const script = completionScript('fish', [{ name: 'a', about: "it's", options: [option] }]);
    for (const line of script.split('\n')) expect(line.split("'").length % 2).toBe(1);
  });
});
