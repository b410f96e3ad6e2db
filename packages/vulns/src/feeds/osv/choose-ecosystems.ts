import { ecosystemFamily } from '@gantry/core';
import { vulnsErrors } from '../../errors.ts';
import { ecosystemScheme } from '../_shared/ecosystems.ts';

/**
 * Which of the ecosystems on offer are read. Nothing wanted: all whose versions can be compared, without the zips of single
 * releases when the zip of the family is there too. `Debian:12` is served by `Debian` when there is no zip of its own.
 */
export function chooseEcosystems(
  offered: readonly string[],
  wanted: readonly string[] | null,
  place: string,
): string[] {
  if (wanted === null) return offered.filter((name) => ecosystemScheme(name) !== null && !isPartOfOther(name, offered));
  const chosen = wanted.map(
    (name) => find(offered, name) ?? find(offered, ecosystemFamily(name)) ?? fail(name, offered, place),
  );
  return [...new Set(chosen)];
}

function isPartOfOther(name: string, offered: readonly string[]): boolean {
  const family = ecosystemFamily(name);
  return family !== name && offered.includes(family);
}

function find(offered: readonly string[], name: string): string | undefined {
  return offered.find((known) => known.toLowerCase() === name.toLowerCase());
}

function fail(ecosystem: string, offered: readonly string[], place: string): never {
  throw vulnsErrors.FEED_ECOSYSTEM_UNKNOWN({ ecosystem, place, known: offered.slice(0, 60).join(', ') });
}
