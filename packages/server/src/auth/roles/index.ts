export { fullControl, requireRole, roleNamed, roles, systemAdmin } from './table.ts';
