export * from './signed-image.ts';
export * from './stored-signature.ts';
