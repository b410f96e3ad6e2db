/** The style of the page. States are told by words; colours only help. */
export const pageStyle = `
:root { color-scheme: light; --line: #c9ced6; --faint: #4b5563; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 76rem; font: 16px/1.5 system-ui, "Segoe UI", sans-serif; color: #16191f; background: #fff; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
p { margin: .35rem 0; max-width: 62rem; }
.faint { color: var(--faint); }
.summary { font-size: 1.1rem; font-weight: 600; }
.notice { border-left: 4px solid #6b7280; padding: .25rem .75rem; margin: .5rem 0; background: #f4f5f7; }
.counts { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; margin: 1rem 0; list-style: none; }
.counts li { border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .8rem; min-width: 8rem; }
.counts strong { display: block; font-size: 1.5rem; line-height: 1.2; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
caption { text-align: left; color: var(--faint); padding: .25rem 0; }
code, p { overflow-wrap: anywhere; }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { background: #eef0f3; }
.facts th { width: 17rem; font-weight: 600; background: #f8f9fa; }
.facts td, code { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: .875rem; }
.controls col.id { width: 9.5rem; } .controls col.state { width: 10.5rem; } .controls col.title { width: 17rem; }
.rules col.rule { width: 17rem; } .rules col.outcome { width: 11rem; }
td ul { margin: 0; padding-left: 1.1rem; } td p { margin: 0 0 .25rem; }
.state { display: inline-block; border: 1px solid currentColor; border-radius: .3rem; padding: 0 .45rem; font-weight: 600; white-space: nowrap; }
.failed { color: #9b1c1c; background: #fdf2f2; }
.satisfied-by-check { color: #166534; background: #f0fdf4; }
.not-evaluated { color: #854d0e; background: #fefce8; }
.manual { color: #1e429f; background: #eff6ff; }
.not-applicable { color: #374151; background: #f3f4f6; }
a { color: #1d4ed8; }
a:focus-visible { outline: 3px solid #1d4ed8; outline-offset: 2px; }
@media (max-width: 45rem) {
  body { padding: .75rem; }
  .controls thead, .rules thead { position: absolute; left: -999rem; }
  .controls, .controls tbody, .controls tr, .controls th, .controls td, .rules, .rules tbody, .rules tr, .rules th, .rules td { display: block; width: auto; border-width: 0 0 1px; }
  .controls tr, .rules tr { border: 1px solid var(--line); margin: 0 0 .75rem; }
  .controls col, .rules col { display: none; }
  .controls caption, .rules caption { display: block; }
  .facts th { width: 9rem; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; } .rules tr { break-inside: auto; }
  h2 { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
  .state, .notice, thead th, .facts th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
