/** The rows of a CSV text, read as strictly as RFC 4180 has it. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let found = cell.exec(text); found !== null; found = cell.exec(text)) {
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
    if (cell.lastIndex === text.length) return rows;
  }
  throw new Error(`no CSV after ${rows.length} rows`);
}

/** What keeps a text from being well-formed XML 1.0: characters, tags that do not match, bare `&`. */
export function xmlProblems(xml: string): string[] {
  const open: string[] = [];
  const problems = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml) ? ['a forbidden character'] : [];
  const token = /<\?xml [^?]*\?>|<(\w+)((?: [\w-]+="[^"<]*")*)(\/?)>|<\/(\w+)>|([^<]+)/gy;
  let end = 0;
  for (let found = token.exec(xml); found !== null; found = token.exec(xml)) {
    end = token.lastIndex;
    const text = `${found[2] ?? ''}${found[5] ?? ''}`;
    if (/&(?!(?:amp|lt|gt|quot);)/.test(text)) problems.push(`a bare & in ${text.slice(0, 80)}`);
    if (found[4] !== undefined && open.pop() !== found[4]) problems.push(`an unexpected </${found[4]}>`);
    if (found[1] !== undefined && found[3] === '') open.push(found[1]);
  }
  if (end !== xml.length) problems.push(`no XML from ${end} on`);
  return open.length > 0 ? [...problems, `<${open.join('> <')}> left open`] : problems;
}
