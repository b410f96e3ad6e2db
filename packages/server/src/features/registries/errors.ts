import { defineErrors } from '@gantry/core';

/** Errors of the registries feature. */
export const registryErrors = defineErrors('REGISTRY', {
  // The text is part of the wire: clients compare it.
  EXISTS: {
    kind: 'conflict',
    says: 'registry already exists in DB',
    advice: 'Update the registry instead, or delete it first.',
  },
  NOT_FOUND: {
    kind: 'missing',
    says: 'there is no registry {registry} in this account',
    advice: 'List the registries to see how they are written.',
  },
  NAME_INVALID: {
    kind: 'usage',
    says: '{registry} is not a registry: {because}',
    advice: 'Write host[:port], or host[:port]/path with * for any text: registry.example:5000/team/*.',
  },
  NAME_FIXED: {
    kind: 'usage',
    says: 'the body names {given}, the path {registry}',
    advice: 'A registry keeps its name: add another one and delete this.',
  },
  TYPE_UNKNOWN: {
    kind: 'usage',
    says: 'there is no type of registry {type}',
    advice: 'The types are docker_v2 and awsecr.',
  },
  TYPE_UNSUPPORTED: {
    kind: 'usage',
    says: 'registries of type awsecr are signed in to with the user AWS and a password that AWS gives out, not with {user}',
    advice: 'Take the password of `aws ecr get-login-password` and update the registry before it runs out (12 hours).',
  },
  CREDENTIALS_INCOMPLETE: {
    kind: 'usage',
    says: '{missing} is missing',
    advice: 'Give registry_user and registry_pass both, or neither for a registry that asks for nothing.',
  },
  CREDENTIALS_REFUSED: {
    kind: 'usage',
    says: '{registry} does not accept the user {user}: {because}',
    advice: 'Check the user and the password, or add the registry without validation.',
  },
  UNREACHABLE: {
    kind: 'usage',
    says: '{registry} could not be asked: {because}',
    advice: 'Check the host, the port and registry_verify, or add the registry without validation.',
  },
});
