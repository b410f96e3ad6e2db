import { numeral } from '../_shared/numerals.ts';
import { readPreRelease } from '../_shared/pre-release.ts';
import { accepted, quoted, readText, refused } from '../_shared/read-text.ts';
import type { Parsed } from '../_shared/scheme.ts';

/** A module or toolchain version; build metadata (`+incompatible`) has no place in the order. */
export interface GoVersion {
  readonly numbers: readonly [string, string, string];
  readonly preRelease: readonly string[];
}

const moduleShape = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
const toolchainShape = /^(?:go)?(\d+)\.(\d+)(?:\.(\d+))?(?:(alpha|beta|rc)(\d+))?(?:[-+].*)?$/;

/**
 * Reads `v1.2.3`, `1.2`, pseudo-versions, and toolchains (`go1.19.8`, `go1.21rc2`, with a vendor's `-suffix` or a list of
 * experiments behind a space, which say nothing about the order).
 */
export function parseGo(text: string): Parsed<GoVersion> {
  const toolchain = text.startsWith('go');
  return readText(toolchain ? (text.split(' ', 1)[0] as string) : text, (plain) => {
    const version = (toolchain ? null : readModule(plain)) ?? readToolchain(plain);
    return version ? accepted(version) : refused(`${quoted(plain)} is not a Go version`);
  });
}

function readModule(plain: string): GoVersion | null {
  const found = moduleShape.exec(plain);
  if (!found) return null;
  const preRelease = readPreRelease(found[4]);
  return preRelease && { numbers: numbersOf(found), preRelease };
}

function readToolchain(plain: string): GoVersion | null {
  const found = toolchainShape.exec(plain);
  if (!found) return null;
  const preRelease = found[4] === undefined ? [] : [found[4], numeral(found[5] ?? '0')];
  return { numbers: numbersOf(found), preRelease };
}

function numbersOf([, major, minor, patch]: RegExpExecArray): GoVersion['numbers'] {
  return [numeral(major ?? '0'), numeral(minor ?? '0'), numeral(patch ?? '0')];
}
