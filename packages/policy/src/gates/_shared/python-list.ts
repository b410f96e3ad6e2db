/** A list of texts as Python prints it: `['a', 'b']`. Some message texts of the format hold one. */
export function pythonList(items: readonly string[]): string {
  return `[${items.map(quote).join(', ')}]`;
}

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  return mark + text.replaceAll('\\', '\\\\').replaceAll(mark, `\\${mark}`) + mark;
}
