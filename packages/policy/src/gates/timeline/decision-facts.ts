import type { PolicyFacts, Severity } from '@gantry/core';
import type { Subject } from '../_shared/matched.ts';
import { baseScoreOf } from './cvss.ts';
import type { DecisionFacts, DecisionInput, ImpactLevel } from './tables/types.ts';

/** What a rule states of the artifact. */
export interface DecisionWishes {
  readonly exposure: 'public' | 'internal' | 'annotation';
  readonly unknownExposure: 'exposed' | 'internal';
  /** One level for every vulnerability, or proposed by severity. */
  readonly impact: 'severity' | ImpactLevel;
}

/** Facts with words for each, which say what was assumed. */
export interface ExplainedFacts {
  readonly facts: DecisionFacts;
  readonly says: Readonly<Record<DecisionInput, string>>;
}

const levels: Readonly<Record<Severity, ImpactLevel | null>> = {
  critical: 'N5',
  high: 'N4',
  medium: 'N3',
  low: 'N2',
  negligible: 'N1',
  unknown: null,
};

/** What the tables ask of a match. What is not known is assumed on the side of caution, and the words say so. */
export function decisionFacts(subject: Subject, facts: PolicyFacts, wishes: DecisionWishes): ExplainedFacts {
  const { match } = subject;
  const kev = match.knownExploited;
  const ssvc = match.ssvc ?? null;
  const exposure = exposureOf(facts, wishes);
  const score = baseScoreOf(match);
  const level = wishes.impact === 'severity' ? levels[match.severity] : wishes.impact;
  const likely = kev !== null || ssvc?.automatable !== false;
  const automatable = ssvc?.automatable ?? true;
  const impact = ssvc?.technicalImpact ?? 'total';
  return {
    facts: {
      kev: kev !== null,
      exposed: exposure.exposed,
      ssvc: ssvc !== null,
      automatable,
      impact,
      likely,
      level,
      cvss: score?.value ?? null,
    },
    says: {
      kev: kev === null ? 'not in KEV' : `in KEV since ${kev.dateAdded}`,
      exposure: exposure.says,
      ssvc: ssvcSays(ssvc, kev !== null),
      likelihood: likely ? `likely exploitable${ssvc || kev ? '' : ' (assumed)'}` : 'not likely exploitable',
      level: `impact ${level ?? 'unknown'}${wishes.impact === 'severity' ? ` (proposed by severity ${match.severity})` : ''}`,
      cvss: score?.from === 'severity' ? `severity ${match.severity}, no score` : `CVSS ${score?.value ?? 'unknown'}`,
    },
  };
}

function ssvcSays(ssvc: Subject['match']['ssvc'], exploited: boolean): string {
  if (ssvc) return `${ssvc.automatable ? 'automatable' : 'not automatable'}, ${ssvc.technicalImpact} impact`;
  return exploited ? 'automatable, total impact (assumed)' : 'no decision points of CISA';
}

/** Whether an artifact can be reached is never guessed from its ports: somebody states it. */
function exposureOf({ annotations }: PolicyFacts, wishes: DecisionWishes): { exposed: boolean; says: string } {
  const noted = annotations && Object.hasOwn(annotations, 'exposure') ? (annotations['exposure'] ?? '') : '';
  const stated = wishes.exposure === 'annotation' ? noted.trim().toLowerCase() : wishes.exposure;
  if (stated === 'public') return { exposed: true, says: 'exposed' };
  if (stated === 'internal') return { exposed: false, says: 'not exposed' };
  const exposed = wishes.unknownExposure === 'exposed';
  return { exposed, says: exposed ? 'exposed (assumed)' : 'not exposed (assumed)' };
}
