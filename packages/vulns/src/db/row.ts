import type { AffectedPackage, Severity, VersionStretch } from '@gantry/core';
import type { AffectedRow } from '../store/types.ts';

/**
 * An affected row as it is stored: a JSON list without names, to keep a look-up small. `0` stands for "absent", in
 * the second place for "same as the canonical name of the key". Stretches are flat: introduced, fixed, last affected.
 */
type StoredRow = [
  id: string,
  name: string | 0,
  stretches: (string | null)[],
  versions: readonly string[] | 0,
  fixState: AffectedPackage['fixState'],
  severity: Severity | 0,
  symbols: readonly string[] | 0,
  unreadable: readonly string[] | 0,
];

/** A row as JSON text. */
export function encodeRow(advisoryId: string, affected: AffectedPackage, canonicalName: string): string {
  const row: StoredRow = [
    advisoryId,
    affected.name === canonicalName ? 0 : affected.name,
    affected.stretches.flatMap(({ introduced, fixed, lastAffected }) => [introduced, fixed, lastAffected]),
    affected.versions.length === 0 ? 0 : affected.versions,
    affected.fixState,
    affected.severity ?? 0,
    affected.symbols ?? 0,
    affected.unreadable ?? 0,
  ];
  return JSON.stringify(row);
}

/** The rows of a stored value, in the order of their advisory ids. */
export function decodeRows(value: Uint8Array, ecosystem: string, canonicalName: string): AffectedRow[] {
  const rows = JSON.parse(
    Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8'),
  ) as StoredRow[];
  return rows.map((row) => toRow(row, ecosystem, canonicalName));
}

function toRow(stored: StoredRow, ecosystem: string, canonicalName: string): AffectedRow {
  const [advisoryId, name, flat, versions, fixState, severity, symbols, unreadable] = stored;
  const affected: AffectedPackage = {
    ecosystem,
    name: name === 0 ? canonicalName : name,
    stretches: toStretches(flat),
    versions: versions === 0 ? [] : versions,
    fixState,
    ...(severity === 0 ? {} : { severity }),
    ...(symbols === 0 ? {} : { symbols }),
    ...(unreadable === 0 ? {} : { unreadable }),
  };
  return { advisoryId, affected };
}

function toStretches(flat: readonly (string | null)[]): VersionStretch[] {
  const stretches: VersionStretch[] = [];
  for (let at = 0; at < flat.length; at += 3) {
    stretches.push({ introduced: flat[at] ?? null, fixed: flat[at + 1] ?? null, lastAffected: flat[at + 2] ?? null });
  }
  return stretches;
}
