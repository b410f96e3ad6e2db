/** Encrypts what must be readable again (registry passwords); what need not be is hashed by its owner. */
export interface Vault {
  /** Text that only this vault opens; different each time. `purpose` binds it to its place: it opens nowhere else. */
  seal(plain: string, purpose: string): string;
  /** The plain text. VAULT_CLOSED when the key or the purpose is another, or the text was changed. */
  open(sealed: string, purpose: string): string;
}
