// Finds calls of the command line in pipeline definitions and pages, and tells which the program would not take.

/** The calls in shell text: a list of words for each. The name alone is no call: definitions use it for jobs and folders. */
export function callsIn(shell) {
  return shell
    .split(/\n|\|\|?|&&|;/)
    .map(wordsOf)
    .filter(([first = '', ...words]) => /^(?:.*\/)?(?:gantry|anchorectl)$/.test(first) && words.length > 0)
    .map(([, ...words]) => words);
}

function wordsOf(line) {
  const words = line.trim().match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replace(/["']/g, ''));
}

/** What is wrong with a call, or null. `commands` is the table of the program, `shared` the options that every command has. */
export function problemOf(words, commands, shared) {
  const command = commandOf(words, commands);
  if (command === undefined) return `there is no command ${words.slice(0, 2).join(' ')}`;
  const rest = words.slice(command.name.split(' ').length);
  const options = [...command.options, ...shared];
  const operands = [];
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at];
    if (!word.startsWith('-') || word === '-') {
      operands.push(word);
      continue;
    }
    const option = options.find(({ flags }) => flags.split(/[ ,]+/).includes(word));
    if (option === undefined) return `${command.name} has no ${word}`;
    if (!option.flags.includes('<')) continue;
    at += 1;
    if (rest[at] === undefined) return `${word} lacks its value`;
    if (option.choices && !option.choices.includes(rest[at])) return `${word} does not take ${rest[at]}`;
  }
  return operandProblem(command, operands);
}

function commandOf(words, commands) {
  const fitting = commands.filter(({ name }) => words.slice(0, name.split(' ').length).join(' ') === name);
  return fitting.sort((one, other) => other.name.length - one.name.length)[0];
}

function operandProblem({ name, args }, operands) {
  const least = (args.match(/<[^>]+>/g) ?? []).length;
  const most = args.includes('...') ? Number.POSITIVE_INFINITY : args.split(' ').filter(Boolean).length;
  const fits = operands.length >= least && operands.length <= most;
  return fits ? null : `${name} takes "${args}", not ${operands.length} operands`;
}
