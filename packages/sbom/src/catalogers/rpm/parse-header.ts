import type { OwnedFileTable } from '../_shared/owned-file-table.ts';
import { RpmHeader } from './header.ts';
import { headerFiles, type PathBudget } from './header-files.ts';
import { tags } from './tags.ts';

/** An installed package as its header states it. Absent values are left out. */
export interface RpmRecord {
  readonly name: string;
  readonly version: string;
  readonly release: string;
  readonly epoch?: number;
  readonly arch?: string;
  readonly license?: string;
  readonly sourceRpm?: string;
  readonly vendor?: string;
  readonly module?: string;
  readonly size?: number;
  readonly provides?: readonly string[];
  readonly requires?: readonly string[];
  readonly files: OwnedFileTable;
}

const maxText = 2000;
const maxRelations = 20_000;

/** Reads the header of an installed package; a `RangeError` says that it is damaged or names no package. */
export function parseHeader(blob: Uint8Array, budget: PathBudget): RpmRecord {
  const header = new RpmHeader(blob);
  const { name, version, release } = tags;
  return {
    name: required(header, name),
    version: required(header, version),
    release: required(header, release),
    ...numberField('epoch', header.number(tags.epoch)),
    ...textField('arch', header.text(tags.arch)),
    ...textField('license', header.text(tags.license)),
    ...textField('sourceRpm', header.text(tags.sourceRpm)),
    ...textField('vendor', header.text(tags.vendor)),
    ...textField('module', header.text(tags.modularityLabel)),
    ...numberField('size', header.number(tags.size) ?? header.number(tags.longSize)),
    ...listField('provides', header.texts(tags.provideNames, maxRelations)),
    ...listField('requires', header.texts(tags.requireNames, maxRelations)),
    files: headerFiles(header, budget),
  };
}

/** A word without blanks, as rpm demands of names, versions and releases. */
function required(header: RpmHeader, tag: number): string {
  const text = header.text(tag) ?? '';
  if (!/^[^\s\p{Cc}\uFFFD]{1,300}$/u.test(text)) throw new RangeError('a header names no package');
  return text;
}

function textField<K extends string>(key: K, text: string | null): Partial<Record<K, string>> {
  return text === null || text === '' || text === '(none)'
    ? {}
    : ({ [key]: text.slice(0, maxText) } as Record<K, string>);
}

function numberField<K extends string>(key: K, value: number | null): Partial<Record<K, number>> {
  return value === null ? {} : ({ [key]: value } as Record<K, number>);
}

function listField<K extends string>(key: K, values: readonly string[]): Partial<Record<K, string[]>> {
  const distinct = [...new Set(values)].filter((value) => value.length <= maxText);
  return distinct.length === 0 ? {} : ({ [key]: distinct } as Record<K, string[]>);
}
