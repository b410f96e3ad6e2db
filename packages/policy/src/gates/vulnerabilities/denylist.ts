import { md5OfText } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { foundInPart, type Raised } from '../../gating/outcome.ts';
import { required, withDefault } from '../../gating/parameters.ts';
import { commaList, trueOrFalse } from '../../gating/validators.ts';
import { reportGaps, subjects, withReport } from '../_shared/matched.ts';
import { pythonList } from '../_shared/python-list.ts';
import { unreadReasons } from '../_shared/unread.ts';

export const denylist = defineTrigger({
  name: 'denylist',
  aliases: ['blacklist'],
  help: 'Fires once, naming them all, when any of the listed vulnerabilities was found.',
  params: {
    ids: required('vulnerability_ids', commaList, {
      help: 'Vulnerability or advisory ids, separated by commas.',
      example: 'CVE-2021-44228,CVE-2024-3094',
    }),
    vendorOnly: withDefault('vendor_only', trueOrFalse, {
      help: 'Leave out what the vendor says it will not fix.',
      example: 'false',
      fallback: 'true',
    }),
  },
  run: (context, { ids, vendorOnly }) =>
    withReport(context, (report) => {
      const seen = new Set<string>();
      for (const { match } of subjects(context, report).found) {
        if (vendorOnly && match.fix.state === 'wont-fix') continue;
        for (const id of [match.vulnerability, match.advisory, ...match.aliases]) seen.add(id);
      }
      const hits = [...new Set(ids)].filter((id) => seen.has(id));
      const gaps = [...reportGaps(context, report, () => true), ...unreadReasons(context.facts.bill)];
      return foundInPart(hits.length > 0 ? [raise(hits)] : [], gaps);
    }),
});

/** Version 1 of the format said it with another word: allowlists written then still hold. */
function raise(hits: readonly string[]): Raised {
  const list = pythonList(hits);
  const only = hits.length === 1 ? hits[0] : undefined;
  return {
    message: `Denylisted vulnerabilities detected: ${list}`,
    formerIds: [md5OfText(`vulnerabilitiesblacklistBlacklisted vulnerabilities detected: ${list}`)],
    ...(only === undefined ? {} : { vulnerability: only }),
  };
}
