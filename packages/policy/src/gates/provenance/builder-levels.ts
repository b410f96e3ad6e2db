import { splitList, type Validator } from '../../gating/validators.ts';

/** What a builder is worth to whoever wrote the rule. */
export interface BuilderLevel {
  /** Its id; `*` stands for any characters. */
  readonly id: string;
  readonly level: number;
}

/** `id=level` separated by commas; ids may hold `=` themselves. */
export const builderLevels: Validator<readonly BuilderLevel[]> = {
  type: 'CommaDelimitedStringList',
  says: 'a comma list of builder=level, the level 1, 2 or 3',
  read: (text) => {
    const items = splitList(text, ',').map((item) => /^(.{1,1000}?)\s*=\s*([123])$/.exec(item));
    const value = items.flatMap((item) => (item ? [{ id: item[1] ?? '', level: Number(item[2]) }] : []));
    return value.length > 0 && value.length === items.length
      ? { ok: true, value }
      : { ok: false, because: 'it must name builders with levels, such as https://builder.example/run=2' };
  },
};
