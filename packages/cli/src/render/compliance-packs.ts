import { controlsByAutomation, type PolicyPack, rulesOfPack } from '@gantry/policy';
import { printable, renderTable } from './table.ts';

/** The packs for people: whose text they speak of, and how far rules can decide their controls. */
export function packsText(packs: readonly PolicyPack[]): string {
  const columns = ['NAME', 'FRAMEWORK', 'VERSION', 'CONTROLS', 'YES', 'PARTLY', 'EVIDENCE', 'NO'];
  const rows = packs.map((pack) => {
    const { framework, name, title } = pack;
    const { total, yes, partly, evidence, no } = controlsByAutomation(pack);
    const counts = framework ? [total, yes, partly, evidence, no].map(String) : ['-', '-', '-', '-', '-'];
    return [name, framework?.title ?? title, framework?.version ?? '-', ...counts];
  });
  return renderTable(
    columns.map((title) => (title === 'FRAMEWORK' || title === 'VERSION' ? { title, max: 60 } : { title })),
    rows,
  );
}

/** One pack for people: every control with how far it can be checked, and what the operator has to fill in. */
export function packText(pack: PolicyPack): string {
  const { title, about, framework, controls, needs } = pack;
  const head = [title, about, ...(framework ? [frameworkLine(framework), framework.notice ?? ''] : [])];
  const rows = controls.map(({ id, title: what, automation, rules, needs: wanted = [] }) => [
    ...[id, automation, what],
    [...rules, ...wanted.map((need) => `(${need})`)].join(', '),
  ]);
  const table =
    rows.length > 0
      ? renderTable(
          [
            { title: 'CONTROL' },
            { title: 'AUTOMATION' },
            { title: 'TITLE', max: 70 },
            { title: 'RULES (NEEDS)', max: 90 },
          ],
          rows,
        )
      : renderTable(
          [{ title: 'RULE' }, { title: 'WHAT TO DO', max: 110 }],
          rulesOfPack(pack).map(({ id, recommendation }) => [id, recommendation]),
        );
  const fill = needs.map(({ name, says }) => `  ${printable(name)}: ${printable(says)}\n`);
  const missing = fill.length > 0 ? `\nFor the operator to fill in\n${fill.join('')}` : '';
  return `${head
    .filter((line) => line !== '')
    .map((line) => `${printable(line)}\n`)
    .join('')}\n${table}${missing}`;
}

function frameworkLine({ title, version, source, lastVerified }: NonNullable<PolicyPack['framework']>): string {
  return `${title} ${version}, ${source}, last compared on ${lastVerified}`;
}
