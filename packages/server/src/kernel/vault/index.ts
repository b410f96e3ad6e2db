export { createVault } from './create-vault.ts';
export { vaultErrors } from './errors.ts';
export { createKeyFile, type Keys, parseKeys, readKeyFile } from './keys.ts';
export type * from './types.ts';
