import { roleErrors } from '../errors.ts';
import type { Role } from '../types.ts';
import {
  addEvidence,
  addImages,
  editPolicies,
  editRegistries,
  editSubscriptions,
  manageUsers,
  runServer,
  searchPortfolio,
  seeImages,
  seePolicies,
  seeRegistries,
  seeServer,
  seeSubscriptions,
  vouch,
} from './permissions.ts';

const look = [
  ...seeImages,
  ...seePolicies,
  ...seeRegistries,
  ...seeServer,
  ...seeSubscriptions,
  ...searchPortfolio,
  'listEvents',
  'listRoles',
];
const work = [
  ...look,
  ...addEvidence,
  ...addImages,
  ...vouch,
  ...editPolicies,
  ...editRegistries,
  ...editSubscriptions,
  'createRepository',
  'deleteEvents',
  'deleteImage',
];
const control = [...work, ...manageUsers];

/** The role of those who run the server. */
export const systemAdmin = 'system-admin';
/** The role of those who own an account; in the admin account it makes a system admin. */
export const fullControl = 'full-control';

/** The roles, in the order of their names. They are fixed: the wire has no operation that makes one. */
export const roles: readonly Role[] = [
  role('account-user-admin', 'Manages the users of an account, their keys and roles', manageUsers),
  role(fullControl, 'Everything in an account; in the admin account, everything everywhere', control),
  role('image-analyzer', 'Adds and checks images: for pipelines', [
    ...seeImages,
    ...addEvidence,
    ...addImages,
    ...vouch,
    ...seePolicies,
    ...seeServer,
    ...seeSubscriptions,
    'createSubscription',
    'updateSubscription',
  ]),
  role('image-developer', 'Sees images, their findings and the policies, and scans without keeping', [
    ...seeImages,
    ...seePolicies,
    ...seeServer,
    ...searchPortfolio,
    'createScan',
  ]),
  role('image-lifecycle', 'Sees and deletes images and ends their subscriptions', [
    ...seeImages,
    ...seeServer,
    ...seeSubscriptions,
    'deleteImage',
    'deleteSubscription',
    'updateSubscription',
  ]),
  role('inventory-agent', 'Reports what runs: for agents in clusters', seeServer),
  role('policy-editor', 'Writes policies and sees what they say of images', [
    ...seeImages,
    ...seePolicies,
    ...editPolicies,
    ...seeServer,
  ]),
  role('read-only', 'Sees everything in an account, changes nothing', look),
  role('read-write', 'Everything in an account but its users', work),
  role('registry-editor', 'Manages the registries of an account and their credentials', [
    ...seeRegistries,
    ...editRegistries,
    ...seeServer,
  ]),
  role('repo-analyzer', 'Watches repositories and adds their images', [
    ...seeImages,
    ...seeServer,
    ...seeSubscriptions,
    ...editSubscriptions,
    'createImage',
    'createRepository',
  ]),
  role('report-admin', 'Looks across all images of an account: findings, verdicts, events', [
    ...seeImages,
    ...seePolicies,
    ...seeServer,
    ...searchPortfolio,
    'listEvents',
  ]),
  { ...role(systemAdmin, 'Runs the server: everything in every account', [...control, ...runServer]), system: true },
];

const byName = new Map(roles.map((one) => [one.name, one]));

/** The role of this name, or undefined. */
export function roleNamed(name: string): Role | undefined {
  return byName.get(name);
}

/** The role of this name; ROLE_NOT_FOUND. */
export function requireRole(name: string): Role {
  const role = roleNamed(name);
  if (role === undefined) throw roleErrors.NOT_FOUND({ role: name });
  return role;
}

function role(name: string, description: string, permissions: readonly string[]): Role {
  return { name, description, permissions: [...new Set(permissions)].sort(byText), system: false };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
