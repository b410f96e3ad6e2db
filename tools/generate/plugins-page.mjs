import { header } from './header.mjs';

/** docs/reference/plugins.md: what Gantry can read, write and compare. */
export function pluginsPage({ catalogers, inspectors, sources, formats, feeds, matchers }) {
  const catalogerRows = catalogers.map((cataloger) => {
    const reads = cataloger.reads.flatMap((selector) => [
      ...(selector.globs ?? []).map((glob) => `\`${glob}\``),
      ...(selector.magic ?? []).map((magic) => `${magic} files`),
    ]);
    return `| ${cataloger.name} | ${cataloger.about} | ${reads.join(', ')} | ${cataloger.yields.join(', ')} |`;
  });
  return `${header('Sources, catalogers, inspectors, formats, feeds and matchers')}## Sources

| source | about |
|---|---|
${sources.map((source) => `| \`${source.name}:\` | ${source.about} |`).join('\n')}

## Catalogers

| cataloger | about | reads | yields |
|---|---|---|---|
${catalogerRows.join('\n')}

## Inspectors

| inspector | about | part of the inspection |
|---|---|---|
${inspectors.map((inspector) => `| ${inspector.name} | ${inspector.about} | \`${inspector.part}\` |`).join('\n')}

## Formats

| format | about | writes | reads |
|---|---|---|---|
${formats.map((format) => `| ${format.name} | ${format.about} | ${format.loadEncoder ? 'yes' : ''} | ${format.loadDecoder ? 'yes' : ''} |`).join('\n')}

## Feeds

| feed | about |
|---|---|
${feeds.map((feed) => `| ${feed.name} | ${feed.about} |`).join('\n')}

## Matchers

| matcher | about | kinds |
|---|---|---|
${matchers.map((matcher) => `| ${matcher.name} | ${matcher.about} | ${matcher.kinds.join(', ')} |`).join('\n')}
`;
}
