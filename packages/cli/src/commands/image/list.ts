import { type Image, listImages } from '@gantry/contract/images';
import { fullReference } from '../../server/reference.ts';
import { flag, type OptionValues, text } from '../../settings/option.ts';
import { showing } from '../server/verbs.ts';
import { byTag, imageTable } from './view.ts';

type AnalysisStatus = Image['analysis_status'];

/** `gantry image list` */
export const run = showing(listImages, {
  ask: (client, { options }) =>
    client.call(listImages, {
      query: {
        ...named(options),
        analysis_status: text(options, 'analysisStatus') as AnalysisStatus,
        image_status: text(options, 'imageStatus') as 'all' | undefined,
        history: flag(options, 'history'),
      },
    }),
  items: (reply) => byTag(reply.items ?? []),
  view: imageTable,
});

function named(options: OptionValues): { readonly full_tag?: string; readonly image_id?: string } {
  const name = text(options, 'image');
  if (name === undefined) return {};
  return /^[0-9a-f]{64}$/.test(name) ? { image_id: name } : { full_tag: fullReference(name) };
}
