import type { Policy } from './model/types.ts';

/** What stands in for a document that cannot be read as a policy: it stops every artifact. */
export function refusingPolicy(name: string): Policy {
  const everything = {
    id: 'everything',
    name: 'everything',
    description: '',
    ruleSetIds: ['refuse'],
    allowlistIds: [],
  };
  return {
    id: 'unreadable',
    name,
    version: '2',
    description: 'Stands in for a policy that could not be read.',
    ruleSets: [
      {
        id: 'refuse',
        name: 'refuse',
        version: '2',
        description: '',
        artifactType: null,
        rules: [
          {
            id: 'unreadable-policy',
            gate: 'always',
            trigger: 'always',
            action: 'stop',
            params: [],
            description: '',
            controlIds: [],
            recommendation: 'The policy could not be read. Mend it: gantry policy validate FILE lists what is wrong.',
          },
        ],
      },
    ],
    mappings: [{ ...everything, registry: '*', repository: '*', image: { type: 'tag', value: '*' } }],
    sourceMappings: [],
    sbomMappings: [],
    allowlists: [],
    allowlistedImages: [],
    denylistedImages: [],
    lastUpdated: null,
    extra: {},
  };
}
