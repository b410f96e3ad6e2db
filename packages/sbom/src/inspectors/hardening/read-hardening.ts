import type { BinaryHardening } from '@gantry/core';
import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { compilerChecks } from './compiler-checks.ts';
import { type DynamicSection, dynamicSection } from './dynamic-section.ts';
import { type ElfHeaders, elf, readElfHeaders } from './elf-headers.ts';

/** What a program says of itself, wherever it lies. */
export type HardeningFacts = Omit<BinaryHardening, 'path' | 'layer'>;

/** Reads how a program or library was hardened. Object files, kernel modules, core dumps and separate debug symbols are neither. */
export function readHardening(file: ScannedFile): FileReading<HardeningFacts> {
  const headers = readElfHeaders(file.content);
  if (headers === null) {
    const { code, message } = sbomErrors.PROGRAM_UNREADABLE();
    return { facts: null, unread: [{ code, because: message }] };
  }
  return { facts: isLoadable(headers) ? factsOf(headers) : null };
}

function isLoadable({ type, segments, sections }: ElfHeaders): boolean {
  if (type !== elf.type.executable && type !== elf.type.shared) return false;
  const onlyDebug = sections.some((one) => one.type === elf.section.noBits && one.name === '.text');
  return !onlyDebug && segments.some((one) => one.type === elf.segment.load);
}

function factsOf(headers: ElfHeaders): HardeningFacts {
  const dynamic = dynamicSection(headers);
  const interpreted = headers.segments.some(({ type }) => type === elf.segment.interpreter);
  const kind = kindOf(headers, dynamic, interpreted);
  const stack = headers.segments.find(({ type }) => type === elf.segment.stack);
  return {
    kind,
    pie: headers.type === elf.type.shared,
    nx: stack !== undefined && (stack.flags & elf.executableFlag) === 0,
    relro: relroOf(headers, dynamic),
    ...compilerChecks(headers, dynamic),
    runPaths: dynamic?.runPaths ?? [],
    stripped: !headers.sections.some(({ type }) => type === elf.section.symbols),
    static: kind === 'executable' && !interpreted && (dynamic?.needed ?? 0) === 0,
  };
}

/** Libraries that can be run as well (libc.so.6, the loader) have a name for others to load them by. */
function kindOf({ type }: ElfHeaders, dynamic: DynamicSection | null, interpreted: boolean): HardeningFacts['kind'] {
  if (type === elf.type.executable || dynamic?.pie === true) return 'executable';
  return interpreted && dynamic?.named !== true ? 'executable' : 'library';
}

function relroOf({ segments }: ElfHeaders, dynamic: DynamicSection | null): HardeningFacts['relro'] {
  if (!segments.some(({ type }) => type === elf.segment.relro)) return 'none';
  return dynamic?.bindNow === true ? 'full' : 'partial';
}
