import type { ComplianceReport } from '../types.ts';
import { checklistDocument } from './checklist.ts';
import type { DocumentContext } from './context.ts';
import { csvDocument } from './csv.ts';
import { htmlDocument } from './html.ts';
import { jsonDocument } from './json.ts';
import { oscalDocument } from './oscal.ts';

export { nextSteps } from './next-steps.ts';
export { stateWords } from './state-words.ts';

/** Documents that a report can be written as. */
export const complianceFormats = ['json', 'csv', 'oscal', 'stig-ckl', 'html'] as const;
/** `json`: Gantry's own. `oscal`: assessment results. `stig-ckl`: a checklist of STIG Viewer 2. */
export type ComplianceFormat = (typeof complianceFormats)[number];

/** Their media types. */
export const complianceMediaTypes: Readonly<Record<ComplianceFormat, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  oscal: 'application/json; charset=utf-8',
  'stig-ckl': 'application/xml; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

const encoders: Readonly<Record<ComplianceFormat, (report: ComplianceReport, context: DocumentContext) => string>> = {
  json: jsonDocument,
  csv: csvDocument,
  oscal: oscalDocument,
  'stig-ckl': checklistDocument,
  html: htmlDocument,
};

/** A report as a document. Pure: the same report has the same bytes, ids and all. */
export function encodeCompliance(report: ComplianceReport, format: ComplianceFormat, context: DocumentContext): string {
  return encoders[format](report, context);
}
