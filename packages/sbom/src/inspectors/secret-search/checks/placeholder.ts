const words =
  /example|placeholder|changeme|change[-_]me|replace[-_ ]?(?:me|this|with)|redacted|your[-_ ]?(?:own|api|key|token|secret|password|pass|aws|access)|insert[-_ ]|dummy|sample|foobar|x{4}|\*{3}|\.{3}/i;
/** What stands for a value that is filled in later: shell, templates, format strings, markup. */
const variables = /\$\{|\$\(|^\$[A-Za-z_]|\{\{|^\{[A-Za-z_.]*\}$|<[^>]*>|%\(|^%[A-Za-z{]|^@[A-Za-z_]+@$|#\{/;
const longestRun = 7;

/** Does a text stand for a secret where documentation or a template shows one? */
export function isPlaceholder(text: string): boolean {
  return words.test(text) || variables.test(text) || hasRun(text);
}

/** `aaaaaaaa`, `12345678`, `abcdefgh`: characters that step by the same 0 or 1 more than so many times. */
function hasRun(text: string): boolean {
  let same = 0;
  let up = 0;
  for (let at = 1; at < text.length; at++) {
    const step = text.charCodeAt(at) - text.charCodeAt(at - 1);
    same = step === 0 ? same + 1 : 0;
    up = step === 1 ? up + 1 : 0;
    if (same >= longestRun || up >= longestRun) return true;
  }
  return false;
}
