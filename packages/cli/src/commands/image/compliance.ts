import { ComplianceReport, getImageCompliance } from '@gantry/contract/compliance';
import { complianceText } from '../../render/compliance.ts';
import { evaluatedOf } from '../../server/evaluated.ts';
import { withServer } from '../../server/session.ts';
import { text } from '../../settings/option.ts';
import { deliverNew } from '../../steps/new-file.ts';
import { packNamed } from '../../steps/pack.ts';
import type { ExitCode } from '../../terminal/exit-codes.ts';
import type { Call } from '../command.ts';
import { endOf, styleOf } from '../compliance-report.ts';

type Format = 'json' | 'csv' | 'oscal' | 'stig-ckl' | 'html';

/** `gantry image compliance IMAGE --pack NAME`: the report of the server, in its bytes. */
export async function run(call: Call): Promise<ExitCode> {
  const pack = packNamed(text(call.options, 'pack'), { option: '--pack', command: 'gantry image compliance' }).name;
  const output = text(call.options, 'output') ?? 'table';
  return withServer(call, async (client) => {
    const { image_digest, tag, policy_id } = await evaluatedOf(client, call);
    const ask = async (format: Format) => {
      const query = { pack, tag, policy_id, format };
      return (await client.download(getImageCompliance, { params: { image_digest }, query })).content;
    };
    const limited = text(call.options, 'failOn') !== undefined;
    const content = await ask(output === 'table' ? 'json' : (output as Format));
    if (output !== 'table') await deliverNew(content, call);
    if (output !== 'table' && !limited) return endOf({ failed: 0, 'not-evaluated': 0 }, call.options);
    const report = readReport(output === 'table' || output === 'json' ? content : await ask('json'));
    if (output === 'table') await deliverNew(complianceText(report, styleOf(call)), call);
    return endOf(report.counts, call.options);
  });
}

function readReport(content: Uint8Array): ComplianceReport {
  return ComplianceReport.parse(JSON.parse(new TextDecoder().decode(content)));
}
