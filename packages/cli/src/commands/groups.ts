/** What a group of commands is about. */
export const groups: Readonly<Record<string, string>> = {
  account: 'accounts of the server: add, list, enable, disable',
  apikey: 'API keys of the user who calls',
  compliance: 'evidence for auditors: packs, and reports of every control with its state',
  db: 'the advisory database of this machine: update, status, search, check',
  event: 'what happened on the server',
  feed: 'the advisory feeds of the server',
  image: 'images on the server: add, check, list, what is in them, what is known about it',
  'image annotation': 'statements on vulnerabilities of an image: affected, not affected, fixed',
  'image stig': 'results of STIG scanners that are stored with an image',
  policy: 'policies: those of the server, those that ship with Gantry, files',
  registry: 'registries that the server may pull from',
  repo: 'repositories whose new tags the server adds',
  server: 'run the platform',
  role: 'what users and groups may do',
  subscription: 'what the server watches and tells of',
  system: 'the server itself: status, wait, smoke tests',
  user: 'users of an account',
  usergroup: 'groups of users and their roles',
  'usergroup role': 'roles of a group of users',
  'usergroup user': 'members of a group of users',
  verdict: 'verdicts: sign, verify without a network, revoke, compare',
};

/** The first words of commands by what people come for, in the order in which help shows them. */
export const helpGroups: readonly { readonly title: string; readonly words: readonly string[] }[] = [
  { title: 'Look at an artifact, without a server:', words: ['check', 'sbom', 'vulns', 'inspect'] },
  { title: 'Rules and evidence:', words: ['policy', 'compliance', 'verdict'] },
  { title: 'Advisories of this machine:', words: ['db'] },
  { title: 'Images on a server:', words: ['image', 'repo', 'registry', 'subscription'] },
  {
    title: 'Run and administer a server:',
    words: ['server', 'system', 'feed', 'event', 'account', 'user', 'usergroup', 'role', 'apikey'],
  },
  { title: 'This program:', words: ['version', 'completion'] },
];

/** The place of a command in the help of the program; last for words that no group has. */
export function helpPlace(name: string): number {
  const [first = ''] = name.split(' ');
  const words = helpGroups.flatMap((group) => group.words);
  return words.includes(first) ? words.indexOf(first) : words.length;
}

/** The title that a command stands under in the help of the program. */
export function helpTitle(word: string): string {
  return helpGroups.find(({ words }) => words.includes(word))?.title ?? 'More:';
}
