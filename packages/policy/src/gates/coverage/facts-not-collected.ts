import { inspectionParts, type PolicyFacts } from '@gantry/core';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found } from '../../gating/outcome.ts';
import { required } from '../../gating/parameters.ts';
import { someOf } from '../../gating/validators.ts';
import { howToInspect } from '../_shared/inspected.ts';

const otherParts = ['attachments', 'ancestry', 'stigEvaluations'] as const;
const parts = [...inspectionParts, ...otherParts] as const;

type Part = (typeof parts)[number];

export const factsNotCollected = defineTrigger({
  name: 'facts_not_collected',
  ours: true,
  help: 'Fires for each listed part of the facts that nobody collected. It does not have them collected: rules that need them do.',
  params: {
    parts: required('parts', someOf(...parts), {
      help: 'The parts that must be there.',
      example: 'files,secretSearch,malware',
    }),
  },
  run: ({ facts }, { parts: wanted }) =>
    found(
      wanted
        .filter((part) => !isCollected(facts, part))
        .map((part) => ({
          message: `Facts were not collected: ${part}`,
          fix: { kind: 'data', says: howToCollect(facts, part) } as const,
        })),
    ),
});

function isCollected(facts: PolicyFacts, part: Part): boolean {
  const other = otherParts.find((one) => one === part);
  const inside = inspectionParts.find((one) => one === part);
  if (other) return Boolean(facts[other]);
  return inside !== undefined && Boolean(facts.inspection?.[inside]);
}

function howToCollect(facts: PolicyFacts, part: Part): string {
  return otherParts.some((one) => one === part) ? 'have the server analyze the image' : howToInspect(facts);
}
