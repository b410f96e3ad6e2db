export type * from './sources/_shared/source.ts';
export { openTarget } from './sources/open-target.ts';
