export * from './envelope.ts';
export * from './sign.ts';
export * from './verify.ts';
