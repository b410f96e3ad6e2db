/** Names of variables whose values nobody should read in a report. */
const secretName = /secret|token|passw|passphrase|pwd$|api_?key|access_?key|private_?key|signing_?key|credential/i;

/** `NAME=value`, the value quoted or up to the next space. */
const assignment = /([A-Za-z_][\w.-]{0,200})=("(?:\\.|[^"\\])*"?|'[^']*'?|[^\s'"]+)/g;

/**
 * A text (a line of a Dockerfile, a step of an image's history) without the values of variables whose names say that they hold a
 * secret: `DB_PASSWORD=…`. Everything else stays as it is.
 */
export function hideSecrets(text: string): string {
  const shown = text.replace(assignment, (whole, name: string) => (secretName.test(name) ? `${name}=…` : whole));
  // The old form of ENV: one variable, its value after a space.
  return shown.replace(
    /^(ENV\s+)?([A-Za-z_][\w.-]{0,200})\s+(?!=)\S.*$/s,
    (whole, lead: string | undefined, name: string) =>
      secretName.test(name) && !whole.includes('=…') ? `${lead ?? ''}${name} …` : whole,
  );
}
