export * from './cvss.ts';
export * from './types.ts';
