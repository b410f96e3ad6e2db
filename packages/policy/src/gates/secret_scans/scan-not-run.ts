import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, type Raised } from '../../gating/outcome.ts';
import { withDefault } from '../../gating/parameters.ts';
import { trueOrFalse } from '../../gating/validators.ts';
import { howToInspect } from '../_shared/inspected.ts';

export const scanNotRun = defineTrigger({
  name: 'scan_not_run',
  ours: true,
  help: 'Fires when nobody searched the files for secrets; if asked also for each file that the search skipped.',
  needs: ['secretSearch'],
  params: {
    skippedFiles: withDefault('fire_on_skipped_files', trueOrFalse, {
      help: 'Fire for each file that the search did not look at too, such as one above its size limit.',
      example: 'true',
      fallback: 'false',
    }),
  },
  run: ({ facts }, { skippedFiles }) => {
    const search = facts.inspection?.secretSearch ?? null;
    if (search && search.patterns.length > 0) return found(skippedFiles ? search.skipped.map(raise) : []);
    const fix = { kind: 'data', says: `have the files searched for secrets: ${howToInspect(facts)}` } as const;
    return found([{ message: 'No secret scan found', fix }]);
  },
});

function raise({ path, because }: { readonly path: string; readonly because: string }): Raised {
  const fix = { kind: 'data', says: `raise the limits of the search, or take ${path} out of the image` } as const;
  return { message: `Secret scan skipped a file: file=${path} (${because})`, path, fix };
}
