/** What a group of commands is about. */
export const groups: Readonly<Record<string, string>> = {
  account: 'accounts of the server: add, list, enable, disable',
  apikey: 'API keys of the user who calls',
  db: 'the advisory database of this machine: update, status, search, check',
  event: 'what happened on the server',
  feed: 'the advisory feeds of the server',
  image: 'images on the server: add, check, list, what is in them, what is known about it',
  policy: 'policies: those of the server, those that ship with Gantry, files',
  registry: 'registries that the server may pull from',
  repo: 'repositories whose new tags the server adds',
  server: 'run the platform',
  subscription: 'what the server watches and tells of',
  system: 'the server itself: status, wait, smoke tests',
  user: 'users of an account',
  usergroup: 'groups of users and their roles',
  'usergroup role': 'roles of a group of users',
  'usergroup user': 'members of a group of users',
};
