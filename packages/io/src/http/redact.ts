/** A URL fit for errors and logs: without user, password, query (signed links carry secrets there) and fragment. */
export function redactUrl(url: string | URL): string {
  const parsed = typeof url === 'string' ? tryUrl(url) : url;
  if (parsed === undefined) return 'an unreadable URL';
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}${parsed.search === '' ? '' : '?...'}`;
}

/** The URL that a text is, or undefined. */
export function tryUrl(text: string, base?: URL): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
