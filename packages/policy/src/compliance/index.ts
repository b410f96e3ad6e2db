export { type ComplianceInput, complianceReport } from './report.ts';
export type * from './types.ts';
