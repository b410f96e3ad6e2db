import { longFlag, type OptionSpec } from '../settings/option.ts';

/** The shells that a completion script can be made for. */
export const shells = ['bash', 'fish', 'zsh'] as const;

/** A shell that a completion script can be made for. */
export type Shell = (typeof shells)[number];

interface Completable {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly about: string;
  readonly options: readonly OptionSpec[];
}

/** A completion script derived from the command table: command words, flags, and the choices of a flag. */
export function completionScript(shell: Shell, commands: readonly Completable[]): string {
  const all = commands.flatMap(withAliases);
  if (shell === 'fish') return fishScript(all);
  const bash = bashScript(all);
  return shell === 'bash' ? bash : `#compdef gantry\nautoload -U +X bashcompinit && bashcompinit\n${bash}`;
}

function withAliases(command: Completable): readonly Completable[] {
  const group = command.name.split(' ').slice(0, -1);
  const others = (command.aliases ?? []).map((alias) => ({ ...command, name: [...group, alias].join(' ') }));
  return [command, ...others];
}

/** The words before the one that is typed are a path in the tree of commands, with flags and arguments passed over. */
function bashScript(commands: readonly Completable[]): string {
  const words = wordsOf(commands);
  const paths = [...words.keys(), ...commands.map(({ name }) => name)].filter(Boolean).map((path) => `"${path}"`);
  const groups = [...words].map(([path, next]) => `    "${path}") words="${next.join(' ')}" ;;`);
  const flags = commands.map((command) => `    "${command.name}") flags="${longFlags(command).join(' ')}" ;;`);
  const choices = commands.flatMap((command) =>
    command.options
      .filter((option) => option.choices)
      .map((option) => `    "${command.name} ${longFlag(option)}") words="${option.choices?.join(' ')}" ;;`),
  );
  return `_gantry() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words="" flags="--help" name="" next="" at
  [ "$before" = "-o" ] && before="--output"
  for ((at = 1; at < COMP_CWORD; at++)); do
    next="\${name:+$name }\${COMP_WORDS[at]}"
    case "$next" in
      ${paths.join('|')}) name="$next" ;;
    esac
  done
  case "$name $before" in
${choices.join('\n')}
  esac
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); return; fi
  case "$name" in
${[...groups, ...flags].join('\n')}
  esac
  case "$current" in -*) words="$flags" ;; esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _gantry gantry
`;
}

function fishScript(commands: readonly Completable[]): string {
  const lines: string[] = [];
  for (const [path, next] of wordsOf(commands)) {
    const place = `${after(path)}${next.map((word) => `; and not __fish_seen_subcommand_from ${word}`).join('')}`;
    const here = path === '' ? '__fish_use_subcommand' : place;
    for (const word of next) {
      const about = commands.find(({ name }) => name === `${path} ${word}`.trim())?.about ?? `${word} commands`;
      lines.push(`complete -c gantry -f -n "${here}" -a ${word} -d '${about.replaceAll("'", '')}'`);
    }
  }
  for (const command of commands) {
    for (const option of command.options) {
      const values = option.choices ? ` -x -a "${option.choices.join(' ')}"` : option.flags.includes('<') ? ' -r' : '';
      lines.push(
        `complete -c gantry -n "${after(command.name)}" -l ${longFlag(option).slice(2)}${values} -d '${option.about.replaceAll("'", '')}'`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

function after(path: string): string {
  return path
    .split(' ')
    .map((word) => `__fish_seen_subcommand_from ${word}`)
    .join('; and ');
}

/** The words that can follow a path of words; the first path is empty. */
function wordsOf(commands: readonly Completable[]): Map<string, string[]> {
  const words = new Map<string, string[]>([['', []]]);
  for (const { name } of commands) {
    const parts = name.split(' ');
    for (const [at, word] of parts.entries()) {
      const path = parts.slice(0, at).join(' ');
      const known = words.get(path) ?? [];
      if (!known.includes(word)) words.set(path, [...known, word]);
    }
  }
  return words;
}

function longFlags(command: Completable): string[] {
  return [...command.options.map((option) => longFlag(option)), '--quiet', '--verbose', '--help'];
}
