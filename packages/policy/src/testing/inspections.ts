import type {
  ContentSearch,
  FileFacts,
  Inspection,
  MalwareScan,
  PackageVerification,
  PolicyFacts,
  RetrievedFiles,
  SearchHit,
} from '@gantry/core';
import { someFacts } from './facts.ts';

/** An inspection that collected nothing but what is given. */
export function anInspection(parts: Partial<Inspection> = {}): Inspection {
  return {
    files: null,
    contentSearch: null,
    secretSearch: null,
    retrievedFiles: null,
    verification: null,
    hardening: null,
    malware: null,
    unread: [],
    ...parts,
  };
}

/** The usual facts with an inspection of these parts. */
export function inspected(parts: Partial<Inspection>, more: Partial<PolicyFacts> = {}): PolicyFacts {
  return someFacts({ inspection: anInspection(parts), ...more });
}

/** A regular file of root's, mode 644, unless told otherwise. */
export function aFile(path: string, more: Partial<FileFacts> = {}): FileFacts {
  return { path, type: 'file', mode: 0o644, uid: 0, gid: 0, size: 10, sha256: null, ...more };
}

/** The usual facts with these files. */
export function withFiles(...entries: readonly FileFacts[]): PolicyFacts {
  return inspected({ files: { entries } });
}

/** A hit in a visible file. */
export function aHit(path: string, pattern: string, more: Partial<SearchHit> = {}): SearchHit {
  return { path, pattern, line: 1, offset: 0, length: 20, visible: true, ...more };
}

/** A search for the patterns of the hits. */
export function aSearch(hits: readonly SearchHit[], more: Partial<ContentSearch> = {}): ContentSearch {
  const names = [...new Set(hits.map(({ pattern }) => pattern))];
  return {
    patterns: names.map((name) => ({ name, regex: `${name}.+` })),
    hits,
    skipped: [],
    allLayers: false,
    ...more,
  };
}

/** Files whose content was kept, by path; `null` for one that was asked for and is not there. */
export function retrieved(contents: Readonly<Record<string, string | null>>): RetrievedFiles {
  const files = Object.entries(contents).flatMap(([path, text]) =>
    text === null ? [] : [{ path, size: text.length, content: toBase64(text) }],
  );
  return { wanted: Object.keys(contents), files, skipped: [] };
}

/** A scan with fresh signatures that found nothing. */
export function aScan(more: Partial<MalwareScan> = {}): MalwareScan {
  const signaturesAt = '2026-11-20T00:00:00Z';
  return { scanner: 'clamav', version: '1.4.1', signaturesAt, findings: [], scanned: 100, skipped: [], ...more };
}

/** A comparison of files with package databases that found nothing. */
export function aVerification(more: Partial<PackageVerification> = {}): PackageVerification {
  return { files: [], compared: 100, notCompared: [], ...more };
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of a text in UTF-8. */
function toBase64(text: string): string {
  const escaped = encodeURIComponent(text).replace(/%(..)|./gs, (char, hex?: string) => {
    const code = hex === undefined ? char.charCodeAt(0) : Number.parseInt(hex, 16);
    return code.toString(2).padStart(8, '0');
  });
  const groups = escaped.match(/.{1,6}/g) ?? [];
  const written = groups.map((bits) => digits[Number.parseInt(bits.padEnd(6, '0'), 2)]).join('');
  return written.padEnd(Math.ceil(written.length / 4) * 4, '=');
}
