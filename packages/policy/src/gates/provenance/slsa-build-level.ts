import { canonicalSource, type Examined, fits, type Provenance, provenanceOf, trustsSomebody } from '@gantry/attest';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, notEvaluated } from '../../gating/outcome.ts';
import { optional, required } from '../../gating/parameters.ts';
import { anyText, oneOf } from '../../gating/validators.ts';
import { type BuilderLevel, builderLevels } from './builder-levels.ts';
import { withAttachments } from './look.ts';
import { type Passed, seenText } from './seen.ts';
import { nobodyTrusted, trustOf, trustParameters, whyBadTrust } from './trust-parameters.ts';

export const slsaBuildLevel = defineTrigger({
  name: 'slsa_build_level',
  help: 'Fires when the provenance of the image does not prove the SLSA build level. The rule says which builder is worth which level: what a document says of itself does not count.',
  ours: true,
  needs: ['attachments'],
  params: {
    least: required('min_level', oneOf('1', '2', '3'), { help: 'The level that must be proven.', example: '3' }),
    builders: required('builders', builderLevels, {
      help: 'What each builder is worth: id=level, separated by commas; * in an id stands for any characters. Others are worth level 1.',
      example:
        'https://github.com/slsa-framework/slsa-github-generator/.github/workflows/generator_container_slsa3.yml@refs/tags/*=3',
    }),
    source: optional('source_uri', anyText, {
      help: 'The repository that it must have been built from.',
      example: 'https://github.com/example/app',
    }),
    ...trustParameters,
  },
  check: whyBadTrust,
  run: (context, values) =>
    withAttachments(context, (look) => {
      const trust = trustOf(values);
      const least = Number(values.least);
      // Level 1 asks for provenance, not for a signature.
      if (least > 1 && !trustsSomebody(trust)) return notEvaluated(nobodyTrusted);
      const judged = look.examine(trust).flatMap((one) => judge(one, values));
      const best = Math.max(0, ...judged.map(({ level }) => level));
      if (best >= least) return found();
      const message = `The build level of the image is ${best === 0 ? 'not known' : best} and must be ${least}; ${seenText(judged)}`;
      return look.raise({ triggerId: `provenance+slsa_build_level+${least}`, message });
    }),
});

interface Judged extends Passed {
  readonly level: number;
}

interface Demands {
  readonly builders: readonly BuilderLevel[];
  readonly source: string | null;
}

/** The level that one document proves, and why it is not higher; nothing for what is no provenance. */
function judge(one: Examined, demands: Demands): Judged[] {
  const { claim, about, verification } = one;
  const provenance = claim?.kind === 'statement' ? provenanceOf(claim.statement) : null;
  const unread = claim === null && one.attachment.kind !== 'cosign-signature';
  if (provenance === null && !unread) return [];
  const because = verification.ok === true ? '' : verification.because;
  if (provenance === null || !about) return [{ one, level: 0, because }];
  const wrong = whyWorthless(provenance, demands.source);
  if (wrong !== null) return [{ one, level: 0, because: wrong }];
  if (verification.ok !== true) return [{ one, level: 1, because }];
  const id = provenance.builderId ?? '';
  const level = Math.max(1, ...demands.builders.filter((known) => fits(known.id, id)).map((known) => known.level));
  return [{ one, level, because: `its builder ${id.slice(0, 200)} is worth level ${level}` }];
}

function whyWorthless(provenance: Provenance, source: string | null): string | null {
  if (!provenance.complete) return 'it lacks its builder, its build type or its parameters';
  if (source === null) return null;
  if (provenance.source === null) return 'it does not say what it was built from';
  return canonicalSource(provenance.source) === canonicalSource(source)
    ? null
    : `it was built from ${provenance.source.slice(0, 200)}`;
}
