import { expandBraces, type Glob, isLiteral, matchesGlob, parseGlob } from './glob.ts';
import { type Magic, magicOf } from './magic.ts';
import type { Reader } from './reader.ts';

/** A reader's wish for a file. */
export interface Want {
  /** Position in the list of readers. */
  readonly reader: number;
  /** Larger files are reported instead of read. */
  readonly maxBytes: number;
  /** The path it is read as, when that is not its own: wanted files behind links. */
  readonly path?: string;
}

/** A glob of a reader. */
export interface Rule extends Want {
  readonly glob: Glob;
}

const nothing: readonly Want[] = [];

/**
 * Tells which readers want a file. Globs are sorted by what is rare in them (a whole name, an ending, a folder), so that most paths
 * cost three look-ups and no matching at all.
 */
export class Dispatcher {
  readonly rules: readonly Rule[];
  private readonly byName = new Map<string, Rule[]>();
  private readonly byEnding = new Map<string, Rule[]>();
  private readonly byFolder = new Map<string, Rule[]>();
  private readonly others: Rule[] = [];
  private readonly byMagic = new Map<Magic, Want[]>();

  constructor(readers: readonly Reader[], defaultMaxBytes: number) {
    this.rules = readers.flatMap((reader, position) => rulesOf(reader, position, defaultMaxBytes));
    for (const rule of this.rules) this.file(rule);
    for (const [position, reader] of readers.entries()) {
      for (const { magic, maxBytes } of reader.reads) {
        for (const kind of magic ?? [])
          push(this.byMagic, kind, { reader: position, maxBytes: maxBytes ?? defaultMaxBytes });
      }
    }
  }

  /** Does any reader look at first bytes? */
  get looksAtMagic(): boolean {
    return this.byMagic.size > 0;
  }

  /** Readers that want a path (without leading slash) by its name. */
  byPath(path: string): readonly Want[] {
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    const dot = name.lastIndexOf('.');
    const rules: Rule[] = [];
    collect(rules, this.byName.get(name));
    if (dot >= 0) collect(rules, this.byEnding.get(name.slice(dot)));
    if (slash > 0 && this.byFolder.size > 0)
      collect(rules, this.byFolder.get(path.slice(path.lastIndexOf('/', slash - 1) + 1, slash)));
    collect(rules, this.others);
    return rules.length === 0 ? nothing : matching(rules, path);
  }

  /** Readers that want a file by its first bytes. */
  byHead(head: Uint8Array): readonly Want[] {
    const magic = magicOf(head);
    return magic === null ? nothing : (this.byMagic.get(magic) ?? nothing);
  }

  private file(rule: Rule): void {
    const { parts } = rule.glob;
    const name = parts.at(-1) ?? '';
    const folder = parts.at(-2);
    const ending = name.slice(name.lastIndexOf('.'));
    if (isLiteral(name)) push(this.byName, name, rule);
    else if (ending.startsWith('.') && isLiteral(ending)) push(this.byEnding, ending, rule);
    else if (folder !== undefined && folder !== '**' && isLiteral(folder)) push(this.byFolder, folder, rule);
    else this.others.push(rule);
  }
}

function rulesOf(reader: Reader, position: number, defaultMaxBytes: number): Rule[] {
  return reader.reads.flatMap(({ globs, maxBytes }) =>
    (globs ?? [])
      .flatMap(expandBraces)
      .map((text) => ({ reader: position, maxBytes: maxBytes ?? defaultMaxBytes, glob: parseGlob(text) })),
  );
}

function collect(into: Rule[], rules: readonly Rule[] | undefined): void {
  if (rules !== undefined) for (const rule of rules) into.push(rule);
}

/** Each reader once, with its largest bound. */
function matching(rules: readonly Rule[], path: string): readonly Want[] {
  const wants: Want[] = [];
  for (const rule of rules) {
    if (!matchesGlob(rule.glob, path)) continue;
    const same = wants.findIndex((want) => want.reader === rule.reader);
    if (same < 0) wants.push(rule);
    else if ((wants[same]?.maxBytes ?? 0) < rule.maxBytes) wants[same] = rule;
  }
  return wants;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
