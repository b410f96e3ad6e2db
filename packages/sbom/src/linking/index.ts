export { type Linked, linkPackages } from './link-packages.ts';
