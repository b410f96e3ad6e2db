import type { OptionSpec } from '../settings/option.ts';

/** The shells that a completion script can be made for. */
export const shells = ['bash', 'fish', 'zsh'] as const;

/** A shell that a completion script can be made for. */
export type Shell = (typeof shells)[number];

interface Completable {
  readonly name: string;
  readonly about: string;
  readonly options: readonly OptionSpec[];
}

/** A completion script derived from the command table: command words, flags, and the choices of a flag. */
export function completionScript(shell: Shell, commands: readonly Completable[]): string {
  if (shell === 'fish') return fishScript(commands);
  const bash = bashScript(commands);
  return shell === 'bash' ? bash : `#compdef gantry\nautoload -U +X bashcompinit && bashcompinit\n${bash}`;
}

function bashScript(commands: readonly Completable[]): string {
  const cases = commands.map((command) => `    "${command.name}") words="${longFlags(command).join(' ')}" ;;`);
  const choices = commands.flatMap((command) =>
    command.options
      .filter((option) => option.choices)
      .map(
        (option) =>
          `    "${command.name} ${longFlag(option)}") COMPREPLY=($(compgen -W "${option.choices?.join(' ')}" -- "$current")); return ;;`,
      ),
  );
  const first = [...new Set(commands.map((command) => command.name.split(' ')[0]))].join(' ');
  const groups = groupsOf(commands).map(
    ([group, words]) => `    ${group}) [ "$COMP_CWORD" -eq 2 ] && words="${words.join(' ')}" ;;`,
  );
  return `_gantry() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words="" name="\${COMP_WORDS[1]}"
  [ "$before" = "-o" ] && before="--output"
  case "$name" in
${groupsOf(commands)
  .map(([group]) => `    ${group}) [ "$COMP_CWORD" -gt 2 ] && name="$name \${COMP_WORDS[2]}" ;;`)
  .join('\n')}
  esac
  case "$name $before" in
${choices.join('\n')}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words="${first}"; else
  case "$name" in
${[...groups, ...cases].join('\n')}
  esac; fi
  case "$current" in -*) ;; *) [ -n "$words" ] && [ "$COMP_CWORD" -gt 2 ] && words="" ;; esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _gantry gantry
`;
}

function fishScript(commands: readonly Completable[]): string {
  const lines = ['complete -c gantry -f -n "__fish_use_subcommand"'];
  for (const [group, words] of groupsOf(commands)) {
    lines.push(`complete -c gantry -n "__fish_use_subcommand" -a ${group}`);
    lines.push(
      `complete -c gantry -f -n "__fish_seen_subcommand_from ${group}; and not __fish_seen_subcommand_from ${words.join(' ')}" -a "${words.join(' ')}"`,
    );
  }
  for (const command of commands) {
    const last = command.name.split(' ').pop() ?? '';
    if (!command.name.includes(' '))
      lines.push(`complete -c gantry -n "__fish_use_subcommand" -a ${last} -d '${command.about.replaceAll("'", '')}'`);
    for (const option of command.options) {
      const values = option.choices ? ` -x -a "${option.choices.join(' ')}"` : option.flags.includes('<') ? ' -r' : '';
      lines.push(
        `complete -c gantry -n "__fish_seen_subcommand_from ${last}" -l ${longFlag(option).slice(2)}${values} -d '${option.about.replaceAll("'", '')}'`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

function groupsOf(commands: readonly Completable[]): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const command of commands) {
    const [group, word] = command.name.split(' ');
    if (group && word) groups.set(group, [...(groups.get(group) ?? []), word]);
  }
  return [...groups];
}

function longFlags(command: Completable): string[] {
  return [...command.options.map(longFlag), '--quiet', '--verbose', '--help'];
}

function longFlag(option: OptionSpec): string {
  return /--[\w-]+/.exec(option.flags)?.[0] ?? '';
}
