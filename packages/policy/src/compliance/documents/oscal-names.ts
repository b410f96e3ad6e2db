import { canonicalJson, uuidOfName } from '@gantry/core';
import type { ComplianceReport } from '../types.ts';

/** The namespace of UUIDs of reports: that of the URN `urn:gantry:compliance`, which is also the `ns` of properties. */
export const gantryNamespace = 'urn:gantry:compliance';
const urlNamespace = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** UUIDs of the parts of a report: the same inputs and the same tool have the same ones. */
export interface ReportIds {
  of(part: string): string;
}

/** The UUIDs of a report; they follow from what it is about, its digests and the clock. */
export function reportIds({ pack, framework, target, digests }: ComplianceReport, toolVersion: string): ReportIds {
  const name = canonicalJson({ pack: pack.name, framework, target, digests, toolVersion });
  const root = uuidOfName(uuidOfName(urlNamespace, gantryNamespace), name);
  return { of: (part) => uuidOfName(root, part) };
}

/**
 * The id of a control as OSCAL writes ids. Those of NIST SP 800-53 are as in the catalogue of NIST (`AC-6(10)` is `ac-6.10`); no other
 * framework has a catalogue of its publisher, so that theirs begin with the framework.
 */
export function controlToken({ framework, pack }: ComplianceReport, id: string): string {
  if (framework?.id === 'NIST-800-53') return id.toLowerCase().replace(/\((\d+)\)/g, '.$1');
  return `${framework?.id ?? `gantry-${pack.name}`}_${id}`.replace(/[^A-Za-z0-9._-]/g, '-');
}

/** A property of Gantry's own. OSCAL wants one line without white space at its ends. */
export function prop(name: string, value: string | number): { name: string; ns: string; value: string } {
  return { name, ns: gantryNamespace, value: oneLine(String(value)) };
}

/** A text without breaks of lines; OSCAL has no empty ones. */
export function oneLine(text: string): string {
  return text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim() || '-';
}
