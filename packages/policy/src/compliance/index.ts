export {
  type ComplianceFormat,
  complianceFormats,
  complianceMediaTypes,
  encodeCompliance,
  nextSteps,
  stateWords,
} from './documents/index.ts';
export { controlsByAutomation, packSummary, rulesOfPack } from './pack-facts.ts';
export { type ComplianceInput, complianceReport } from './report.ts';
export type * from './types.ts';
