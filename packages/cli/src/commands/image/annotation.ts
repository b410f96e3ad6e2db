import type { Client } from '@gantry/contract/client';
import {
  createImageVulnAnnotation,
  deleteImageVulnAnnotation,
  listImageVulnAnnotations,
  type PackageVulnerabilityAnnotation,
} from '@gantry/contract/vuln-annotations';
import { cliErrors } from '../../errors.ts';
import type { View } from '../../render/answer.ts';
import { findImage } from '../../server/images.ts';
import { type OptionValues, text } from '../../settings/option.ts';
import type { Call } from '../command.ts';
import { doing, nameOf, showing } from '../server/verbs.ts';

const view: View<PackageVulnerabilityAnnotation> = {
  fields: [
    { title: 'UUID', of: ({ annotation }) => annotation.uuid },
    { title: 'Vulnerability', of: ({ annotation }) => annotation.vulnerability_id },
    { title: 'Status', of: ({ annotation }) => annotation.status },
    { title: 'Justification', of: ({ annotation }) => annotation.justification },
    { title: 'Package', max: 60, of: ({ package_identifier: one }) => (one ? `${one.name} ${one.version}` : 'all') },
    { title: 'Author', of: ({ annotation }) => annotation.author },
    { title: 'Updated', of: ({ annotation }) => annotation.updated_at },
    { title: 'Notes', max: 60, of: ({ annotation }) => annotation.status_notes ?? annotation.impact_statement },
  ],
  id: ({ annotation }) => annotation.uuid,
};

type Status = PackageVulnerabilityAnnotation['annotation']['status'];
type Justification = PackageVulnerabilityAnnotation['annotation']['justification'];

/** `gantry image annotation add IMAGE VULNERABILITY --status STATUS` */
export const add = showing(createImageVulnAnnotation, {
  ask: async (client, call) => {
    const body = statementOf(call);
    return client.call(createImageVulnAnnotation, { params: await imageOf(client, call), body });
  },
  items: (reply) => [reply],
  view: { ...view, lines: true },
});

/** `gantry image annotation list IMAGE` */
export const list = showing(listImageVulnAnnotations, {
  ask: async (client, call) => {
    const query = {
      vulnerability_id: text(call.options, 'vulnerability'),
      package_name: text(call.options, 'package'),
    };
    return client.call(listImageVulnAnnotations, { params: await imageOf(client, call), query });
  },
  items: ({ items }) => items,
  view,
});

/** `gantry image annotation delete IMAGE UUID...` */
export const remove = doing({
  word: 'deleted',
  act: async (client, call) => {
    const params = await imageOf(client, call);
    const [, ...uuids] = call.args;
    for (const vuln_annotation_uuid of uuids)
      await client.call(deleteImageVulnAnnotation, { params: { ...params, vuln_annotation_uuid } });
    return uuids;
  },
});

async function imageOf(client: Client, call: Call): Promise<{ readonly image_digest: string }> {
  return { image_digest: (await findImage(client, nameOf(call))).digest };
}

function statementOf({ args, options }: Call): PackageVulnerabilityAnnotation {
  const status = text(options, 'status') as Status | undefined;
  if (status === undefined) throw cliErrors.NEEDS({ command: 'gantry image annotation add', what: '--status' });
  return {
    annotation: {
      vulnerability_id: args[1] ?? '',
      status,
      justification: (text(options, 'justification') ?? null) as Justification,
      status_notes: text(options, 'notes') ?? null,
      impact_statement: text(options, 'impact') ?? null,
      action_statement: text(options, 'action') ?? null,
    },
    package_identifier: packageOf(options),
  };
}

/** `npm:lodash@4.17.20`; a name may have an `@` of its own. Null: every package. */
function packageOf(options: OptionValues): PackageVulnerabilityAnnotation['package_identifier'] {
  const value = text(options, 'package');
  if (value === undefined) return null;
  const [, type, name, version] = /^([^:]{1,100}):(.+)@([^@]+)$/.exec(value) ?? [];
  if (!type || !name || !version) throw cliErrors.BAD_PAIR({ option: '--package', form: 'type:name@version', value });
  return { type, name, version };
}
