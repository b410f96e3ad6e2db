export { attestErrors } from './errors.ts';
