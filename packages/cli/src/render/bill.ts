import type { Bill, Package } from '@gantry/core';
import { formats } from '@gantry/sbom';
import type { Terminal } from '../terminal/terminal.ts';
import { toolVersion } from '../terminal/tool-version.ts';
import { renderTable } from './table.ts';

/** A bill as text, whole or in parts: a table for people, or a document format of `@gantry/sbom`; `json` is syft-JSON. */
export async function encodeBill(bill: Bill, output: string, terminal: Terminal): Promise<string | Iterable<string>> {
  if (output === 'table') return billTable(bill, terminal.columns);
  const name = output === 'json' ? 'syft-json' : output;
  const encoder = await formats.find((candidate) => candidate.name === name)?.loadEncoder?.();
  if (!encoder) throw new TypeError(`no encoder for ${name}`);
  const context = { now: terminal.now(), uuid: terminal.uuid(), toolVersion };
  return encoder.encodeParts?.(bill, context) ?? encoder.encode(bill, context);
}

function billTable(bill: Bill, columns: number): string {
  const wide = columns >= 120;
  const titles = [
    { title: 'NAME', max: 60 },
    { title: 'VERSION', max: 40 },
    { title: 'TYPE' },
    ...(wide ? [{ title: 'LOCATION', max: 80 }] : []),
  ];
  return renderTable(
    titles,
    bill.packages.map((pkg) => [pkg.name, pkg.version ?? '(unknown)', pkg.kind, ...(wide ? [primaryPath(pkg)] : [])]),
  );
}

/** Where the package states itself. */
export function primaryPath(pkg: Package): string {
  if (pkg.metadata.kind === 'maven') return pkg.metadata.virtualPath;
  return (pkg.locations.find((location) => location.role === 'primary') ?? pkg.locations[0])?.path ?? '';
}
