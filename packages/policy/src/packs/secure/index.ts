import type { PolicyPack } from '../../model/types.ts';
import { configuration } from './configuration.ts';
import { data } from './data.ts';
import { weaknesses } from './weaknesses.ts';

const everything = ['secure-data', 'secure-weaknesses'];

export const secure: PolicyPack = {
  name: 'secure',
  title: 'Secure by default',
  about:
    'Stops on critical or known exploited vulnerabilities that have a fix, on malicious packages, and on missing or old data; warns of the rest.',
  framework: null,
  controls: [],
  needs: [],
  policy: {
    id: 'gantry-secure',
    name: 'Gantry secure',
    version: '2',
    description: 'The default policy: what should not go out, and what someone should look at.',
    rule_sets: [data, weaknesses, configuration],
    mappings: [
      {
        id: 'secure-every-image',
        name: 'every image',
        registry: '*',
        repository: '*',
        image: { type: 'tag', value: '*' },
        rule_set_ids: [...everything, 'secure-configuration'],
        allowlist_ids: [],
      },
    ],
    source_mappings: [
      {
        id: 'secure-every-source',
        name: 'every source tree',
        host: '*',
        repository: '*',
        rule_set_ids: everything,
        allowlist_ids: [],
      },
    ],
    sbom_mappings: [
      {
        id: 'secure-every-sbom',
        name: 'every SBOM',
        sbom_name: '*',
        sbom_version: '*',
        rule_set_ids: everything,
        allowlist_ids: [],
      },
    ],
    allowlists: [],
    allowlisted_images: [],
    denylisted_images: [],
  },
};
