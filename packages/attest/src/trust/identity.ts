/** Identities that are believed: both lists must hold, since every provider of identities may name anybody. */
export interface IdentityWish {
  /** Subject alternative names; `*` stands for any characters. */
  readonly identities: readonly [string, ...string[]];
  /** Issuers; `*` stands for any characters. */
  readonly issuers: readonly [string, ...string[]];
}

/** Is it one of those who are believed? */
export function isBelieved(
  wish: IdentityWish,
  { identity, issuer }: { readonly identity: string; readonly issuer: string },
): boolean {
  return (
    wish.identities.some((pattern) => fits(pattern, identity)) && wish.issuers.some((pattern) => fits(pattern, issuer))
  );
}

/** Does the text fit a pattern in which `*` stands for any characters? The whole of it, in linear steps for each star. */
export function fits(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
