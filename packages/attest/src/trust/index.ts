export * from './claim.ts';
export * from './examine.ts';
export * from './identity.ts';
export * from './trust.ts';
