/** The head of a generated page. */
export function header(title) {
  return `# ${title}\n\n<!-- Written by \`npm run generate\` from the code. Do not edit. -->\n\n`;
}
