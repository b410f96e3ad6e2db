/** Of the link to the next page (RFC 8288) only the query counts: a registry has no say in where it is asked. */
export function nextQuery(link: string | undefined): string | undefined {
  const target = /<([^<>]{1,8192})>\s*;[^,]{0,200}?rel="?next"?/i.exec(link ?? '')?.[1];
  if (target === undefined || !URL.canParse(target, 'http://registry/')) return undefined;
  const { search } = new URL(target, 'http://registry/');
  return search === '' ? undefined : search;
}
