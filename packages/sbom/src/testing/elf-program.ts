/** A program to build: what its headers say. */
export interface TestElf {
  readonly bits?: 32 | 64;
  readonly littleEndian?: boolean;
  /** `e_type` in place of what the other facts imply. */
  readonly type?: number;
  /** `ET_EXEC` in place of `ET_DYN`. */
  readonly executable?: boolean;
  readonly interpreter?: boolean;
  /** Flags of `PT_GNU_STACK`; absent: no such header. */
  readonly stack?: number;
  readonly relro?: boolean;
  readonly needed?: readonly string[];
  readonly soname?: string;
  readonly pie?: boolean;
  readonly bindNow?: boolean;
  readonly runPath?: string;
  /** Undefined dynamic symbols. */
  readonly imports?: readonly string[];
  /** Names in `.symtab`; absent: stripped. */
  readonly symbols?: readonly string[];
}

interface Section {
  readonly type: number;
  readonly bytes: Uint8Array;
  readonly link?: number;
}

/** An ELF file of headers, a dynamic section and symbol tables, mapped at address 0. For tests. */
export function elfProgram(program: TestElf): Buffer {
  const put = encoder(program);
  const wide = (program.bits ?? 64) === 64;
  const [headBytes, segmentBytes, sectionBytes] = wide ? [64, 56, 64] : [52, 32, 40];
  const sections = sectionsOf(program, put);
  const isDynamic = sections.some(({ type }) => type === 6);
  const kinds = [1, ...(isDynamic ? [2] : []), ...(program.interpreter ? [3] : [])];
  if (program.stack !== undefined) kinds.push(0x6474_e551);
  if (program.relro) kinds.push(0x6474_e552);
  let at = headBytes + kinds.length * segmentBytes;
  const placed = sections.map((section) => {
    const offset = at;
    at += section.bytes.length;
    return { ...section, offset };
  });
  const strings = placed.find(({ type }) => type === 3);
  const tables = at;
  const segments = kinds.map((kind) => {
    const dynamic = placed.find(({ type }) => type === 6);
    const [offset, size] =
      kind === 1 ? [0, tables] : kind === 2 ? [dynamic?.offset ?? 0, dynamic?.bytes.length ?? 0] : [0, 0];
    const flags = kind === 0x6474_e551 ? (program.stack ?? 0) : 4;
    return put.segment({ kind, flags, offset, size });
  });
  const rows = placed.map(({ type, bytes, offset, link = 0 }) =>
    put.section({ type, offset, size: bytes.length, link }),
  );
  const header = put.header({
    type: program.type ?? (program.executable ? 2 : 3),
    segments: { at: headBytes, bytes: segmentBytes, count: kinds.length },
    sections: { at: tables, bytes: sectionBytes, count: rows.length },
  });
  const bodies = placed.map(({ type, bytes }) =>
    type === 6 ? Buffer.concat([bytes.subarray(0, -4 * put.word), put.words(5, strings?.offset ?? 0, 0, 0)]) : bytes,
  );
  return Buffer.concat([header, ...segments, ...bodies, ...rows]);
}

function sectionsOf(program: TestElf, put: Encoder): Section[] {
  const { needed = [], imports = [], symbols, soname, runPath } = program;
  const dynamicNames = new Names([...needed, ...imports, ...[soname, runPath].filter((name) => name !== undefined)]);
  const names = new Names(symbols ?? []);
  const sections: Section[] = [
    { type: 0, bytes: Buffer.alloc(0) },
    { type: 3, bytes: dynamicNames.bytes },
  ];
  const entries = dynamicEntries(program, dynamicNames);
  if (entries.length > 0)
    sections.push({ type: 6, bytes: put.words(...entries.flat(), 10, dynamicNames.bytes.length, 0, 0, 0, 0) });
  if (imports.length > 0)
    sections.push({ type: 11, link: 1, bytes: put.symbols(imports.map((name) => dynamicNames.at(name))) });
  if (symbols === undefined) return sections;
  const link = sections.length + 1;
  return [
    ...sections,
    { type: 2, link, bytes: put.symbols(symbols.map((name) => names.at(name))) },
    { type: 3, bytes: names.bytes },
  ];
}

function dynamicEntries(program: TestElf, names: Names): [number, number][] {
  const { needed = [], soname, runPath, bindNow, pie } = program;
  const flags1 = (bindNow ? 1 : 0) | (pie ? 0x0800_0000 : 0);
  return [
    ...needed.map((name): [number, number] => [1, names.at(name)]),
    ...(soname === undefined ? [] : [[14, names.at(soname)] as [number, number]]),
    ...(runPath === undefined ? [] : [[29, names.at(runPath)] as [number, number]]),
    ...(flags1 === 0 ? [] : [[0x6fff_fffb, flags1] as [number, number]]),
  ];
}

/** Names between zero bytes. */
class Names {
  readonly bytes: Buffer;

  constructor(names: readonly string[]) {
    this.bytes = Buffer.from(`\0${names.map((name) => `${name}\0`).join('')}`);
  }

  at(name: string): number {
    return this.bytes.indexOf(`\0${name}\0`) + 1;
  }
}

type Encoder = ReturnType<typeof encoder>;

interface Table {
  readonly at: number;
  readonly bytes: number;
  readonly count: number;
}

function encoder({ bits = 64, littleEndian = true }: TestElf) {
  const wide = bits === 64;
  const word = bits / 8;
  const number = (value: number, size: number): Buffer => {
    const bytes = Buffer.alloc(size);
    bytes.writeUIntLE(value, 0, Math.min(size, 6));
    return littleEndian ? bytes : bytes.reverse();
  };
  const numbers = (size: number, values: readonly number[]) =>
    Buffer.concat(values.map((value) => number(value, size)));
  const words = (...values: readonly number[]) => numbers(word, values);
  return {
    word,
    words,
    header: ({ type, segments, sections }: { type: number; segments: Table; sections: Table }) =>
      Buffer.concat([
        Buffer.from([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, littleEndian ? 1 : 2, 1]),
        Buffer.alloc(9),
        numbers(2, [type, 62]),
        number(1, 4),
        words(0, segments.at, sections.at),
        number(0, 4),
        numbers(2, [wide ? 64 : 52, segments.bytes, segments.count, sections.bytes, sections.count, 1]),
      ]),
    segment: ({ kind, flags, offset, size }: { kind: number; flags: number; offset: number; size: number }) =>
      wide
        ? Buffer.concat([numbers(4, [kind, flags]), words(offset, offset, offset, size, size, 1)])
        : numbers(4, [kind, offset, offset, offset, size, size, flags, 1]),
    section: ({ type, offset, size, link }: { type: number; offset: number; size: number; link: number }) =>
      Buffer.concat([numbers(4, [0, type]), words(0, 0, offset, size), numbers(4, [link, 0]), words(1, 0)]),
    symbols: (names: readonly number[]) =>
      Buffer.concat(
        names.map((name) =>
          wide
            ? Buffer.concat([number(name, 4), Buffer.alloc(20)])
            : Buffer.concat([number(name, 4), Buffer.alloc(12)]),
        ),
      ),
  };
}
