export { type GreenInput, pathToGreen } from './path-to-green.ts';
export type { Acceptance, Edit, GreenPath, StillAffected } from './types.ts';
