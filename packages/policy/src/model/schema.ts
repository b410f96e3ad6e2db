import { z } from 'zod';

/** The bundle format version 2 as documents write it (snake case), after `upgradeDocument`. */

const id = z.string().min(1).max(500);
const text = z.string().max(20_000);
const words = text.nullish();
const version = z.union([z.string().max(50), z.number()]).nullish();

const Parameter = z.object({
  name: z.string().min(1).max(200),
  // The format wants strings; documents written by hand in YAML hold numbers and booleans.
  value: z.union([z.string().max(200_000), z.number(), z.boolean()]),
});

const action = z
  .string()
  .max(20)
  .transform((value) => value.toLowerCase())
  .pipe(z.enum(['stop', 'warn', 'go']));

const Rule = z.object({
  id,
  gate: z.string().min(1).max(200),
  trigger: z.string().min(1).max(200),
  action,
  params: z.array(Parameter).max(200).nullish(),
  description: words,
  recommendation: words,
  control_ids: z.array(z.string().min(1).max(200)).max(500).nullish(),
});

const RuleSet = z.object({
  id,
  name: z.string().max(500).nullish(),
  version,
  description: words,
  artifact_type: z.enum(['image', 'source', 'sbom']).nullish(),
  rules: z.array(Rule).max(10_000),
});

const selector = {
  registry: text,
  repository: text,
  image: z.object({ type: z.enum(['tag', 'digest', 'id']), value: text }),
};

const mapping = {
  id,
  name: text.nullish(),
  description: words,
  rule_set_ids: z.array(id).max(1_000),
  allowlist_ids: z.array(id).max(1_000).nullish(),
};

const Allowlist = z.object({
  id,
  name: z.string().max(500).nullish(),
  version,
  description: words,
  items: z
    .array(
      z.object({
        id,
        gate: z.string().max(200),
        trigger_id: text,
        expires_on: z.string().max(100).nullish(),
        description: words,
      }),
    )
    .max(100_000),
});

const ListedImage = z.object({ id, name: text.nullish(), description: words, ...selector });

/** The shape of a policy document after its older spellings were upgraded. */
export const PolicyDocument = z.object({
  id,
  name: z.string().min(1).max(500),
  version: z.union([z.string().max(50), z.number()]),
  description: words,
  rule_sets: z.array(RuleSet).max(1_000),
  mappings: z.array(z.object({ ...mapping, ...selector })).max(10_000),
  source_mappings: z
    .array(z.object({ ...mapping, host: text, repository: text }))
    .max(10_000)
    .nullish(),
  sbom_mappings: z
    .array(z.object({ ...mapping, sbom_name: text.nullish(), sbom_version: text.nullish() }))
    .max(10_000)
    .nullish(),
  allowlists: z.array(Allowlist).max(1_000).nullish(),
  allowlisted_images: z.array(ListedImage).max(10_000).nullish(),
  denylisted_images: z.array(ListedImage).max(10_000).nullish(),
  last_updated: z.number().nullish(),
});
export type PolicyDocument = z.infer<typeof PolicyDocument>;
