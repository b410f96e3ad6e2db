/** Did a statement fail because a row with this key is there already? With a name: of this constraint or index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return isState(error, '23505', constraint);
}

/** Did a statement fail because a row that it points to is missing, or a row that points to it is there? */
export function isForeignKeyViolation(error: unknown, constraint?: string): boolean {
  return isState(error, '23503', constraint);
}

/** Did two transactions get into each other's way, so that trying again helps? Serialization failure or deadlock. */
export function isConflict(error: unknown): boolean {
  return isState(error, '40001') || isState(error, '40P01');
}

function isState(error: unknown, state: string, constraint?: string): boolean {
  if (!(error instanceof Error) || !('code' in error) || error.code !== state) return false;
  return constraint === undefined || ('constraint' in error && error.constraint === constraint);
}
