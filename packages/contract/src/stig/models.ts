import { z } from 'zod';
import { dateTime, model } from '../common/index.ts';

export const STIGMetadataResponse = model(
  'STIGMetadataResponse',
  z.object({
    evaluation_uuid: z.string(),
    uploaded_at: dateTime,
    stig_profile: z.string(),
    evaluation_format: z.enum(['hdfjson', 'xccdf']),
    evaluated_at: dateTime
      .nullable()
      .meta({ description: 'when the scanner ran; null when its document does not tell' }),
    sha256: z.string().meta({ description: 'of the uploaded document' }),
    results: z
      .object({
        NotAFinding: z.number(),
        Open: z.number(),
        Not_Applicable: z.number(),
        Not_Reviewed: z.number(),
      })
      .meta({ description: 'how many rules have each state' }),
  }),
);
export type STIGMetadataResponse = z.infer<typeof STIGMetadataResponse>;

export const STIGMetadataResponseList = model(
  'STIGMetadataResponseList',
  z.object({ items: z.array(STIGMetadataResponse) }),
);
export type STIGMetadataResponseList = z.infer<typeof STIGMetadataResponseList>;

export const Feature = model(
  'Feature',
  z.object({ name: z.enum(['static_stig', 'runtime_stig']), enabled: z.boolean() }),
);
export type Feature = z.infer<typeof Feature>;

export const FeatureList = model('FeatureList', z.object({ items: z.array(Feature) }));
export type FeatureList = z.infer<typeof FeatureList>;
