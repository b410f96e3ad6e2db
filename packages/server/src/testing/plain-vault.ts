import type { Vault } from '../kernel/vault/index.ts';

/** Seals by writing the purpose in front: tests see what was sealed for what. */
export const plainVault: Vault = {
  seal: (plain, purpose) => `sealed(${purpose}):${plain}`,
  open: (sealed, purpose) => {
    const lead = `sealed(${purpose}):`;
    if (!sealed.startsWith(lead)) throw new Error(`not sealed for ${purpose}: ${sealed}`);
    return sealed.slice(lead.length);
  },
};
