export * from './base64.ts';
export * from './read-json.ts';
export * from './reason.ts';
