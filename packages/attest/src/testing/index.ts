export * from './attachments.ts';
export * from './sigstore.ts';
