export { canonicalDocument, compareKeys, partUnder } from './canonical-order.ts';
export { type LintNote, lintPolicy } from './lint-policy.ts';
export { policyJsonSchema } from './policy-schema.ts';
export * from './run-policy-tests.ts';
export { type StarterPolicy, starterFromPack, starterPolicy } from './starter-policy.ts';
export { type PolicyTest, readPolicyTests } from './test-document.ts';
