import type { Client } from '@gantry/contract/client';
import {
  getImageVulnerabilitiesByDigest,
  getImageVulnerabilityTypes,
  type ImagePackageVulnerability,
} from '@gantry/contract/vulnerabilities';
import { by, byCodeUnit, uniqueBy } from '@gantry/core/order';
import { jsonText, renderAnswer, type View } from '../../render/answer.ts';
import { findImage } from '../../server/images.ts';
import { withServer } from '../../server/session.ts';
import { flag, text, truth } from '../../settings/option.ts';
import { type ExitCode, exitCodes } from '../../terminal/exit-codes.ts';
import type { Call } from '../command.ts';
import { nameOf, outputOf } from '../server/verbs.ts';

const view: View<ImagePackageVulnerability> = {
  fields: [
    { title: 'ID', of: (item) => item.vuln },
    { title: 'Severity', of: (item) => item.severity },
    { title: 'Name', max: 60, of: (item) => item.package_name },
    { title: 'Version', max: 40, of: (item) => item.package_version },
    { title: 'Fix', max: 40, of: (item) => item.fix },
    { title: 'Will not fix', of: (item) => item.will_not_fix },
    { title: 'Type', of: (item) => item.package_type },
    { title: 'Feed group', of: (item) => item.feed_group },
    { title: 'CVEs', max: 60, of: (item) => item.nvd_data?.flatMap(({ id }) => id ?? []) },
    { title: 'URL', of: (item) => item.url },
  ],
  id: (item) => item.vuln,
};

const described: View<ImagePackageVulnerability> = {
  ...view,
  fields: [...view.fields, { title: 'Description', max: 100, of: (item) => item.description }],
};

/** `gantry image vulnerabilities IMAGE` */
export async function run(call: Call): Promise<ExitCode> {
  return withServer(call, async (client) => {
    const { digest } = await findImage(client, nameOf(call));
    const isAskedForTypes = flag(call.options, 'availableTypes');
    call.terminal.out(isAskedForTypes ? await types(client, digest, call) : await found(client, digest, call));
    await call.terminal.drained();
    return exitCodes.ok;
  });
}

async function types(client: Client, image_digest: string, call: Call): Promise<string> {
  const names = [...(await client.call(getImageVulnerabilityTypes, { params: { image_digest } }))].sort(byCodeUnit);
  return outputOf(call).startsWith('json') ? jsonText(names) : names.map((name) => `${name}\n`).join('');
}

async function found(client: Client, image_digest: string, call: Call): Promise<string> {
  const { options } = call;
  const withDescription = flag(options, 'includeDescription');
  const reply = await client.call(getImageVulnerabilitiesByDigest, {
    params: { image_digest, vuln_type: text(options, 'type') ?? 'all' },
    query: {
      force_refresh: flag(options, 'refresh'),
      include_vuln_description: withDescription,
      vendor_only: truth(options, 'vendorOnly'),
    },
  });
  const items = worstFirst(reply.vulnerabilities ?? []);
  const answer = { operation: getImageVulnerabilitiesByDigest, reply, items };
  return renderAnswer({ ...answer, view: withDescription ? described : view }, outputOf(call));
}

const severities = ['critical', 'high', 'medium', 'low', 'negligible'];

/** What differs only in what is not shown, such as the path of a package, is one row. */
function worstFirst(found: readonly ImagePackageVulnerability[]): readonly ImagePackageVulnerability[] {
  const rows = uniqueBy(found, (item) => JSON.stringify(described.fields.map(({ of }) => of(item))));
  const rank = ({ severity = '' }: ImagePackageVulnerability) =>
    (severities.indexOf(severity.toLowerCase()) + severities.length + 1) % (severities.length + 1);
  return rows.sort(
    by(
      rank,
      ({ package_name = '' }) => package_name,
      ({ vuln = '' }) => vuln,
    ),
  );
}
