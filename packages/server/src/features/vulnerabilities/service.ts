import type { ImagePackageVulnerability, ImagePackageVulnerabilityResponse } from '@gantry/contract/vulnerabilities';
import type { AdvisoryStore } from '@gantry/vulns';
import type { Row, Scope } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { Advisories } from '../advisories/ports.ts';
import type { Images } from '../images/ports.ts';
import type { Matching, MatchTimes } from '../matching/ports.ts';
import { openBase } from './base.ts';
import { feedGroup } from './feed-group.ts';
import type { Vulnerabilities, Wanted } from './ports.ts';
import { scoreData } from './score-data.ts';
import { selectMatches, toVulnerability } from './to-wire.ts';

/** What the vulnerabilities of images work with. */
export interface VulnerabilitiesParts {
  readonly platform: Pick<Platform, 'clock' | 'version'>;
  readonly images: Pick<Images, 'get' | 'analyzed' | 'bill' | 'ancestors'>;
  readonly matching: Matching;
  readonly advisories: Pick<Advisories, 'current'>;
}

/** What a request asks of an image. */
export interface ImageQuestion extends Wanted {
  readonly digest: string;
  readonly refresh: boolean;
  /** A digest, or `auto`. */
  readonly base?: string | undefined;
}

/** How vulnerabilities look on the wire. */
export function createWords(advisories: Pick<Advisories, 'current'>): Vulnerabilities {
  return {
    select: selectMatches,
    toWire: toVulnerability,
    scoreData,
    feedGroup,
    description: ({ advisory, summary }) => textOf(advisories.current(), advisory) ?? (summary === '' ? null : summary),
  };
}

/** The vulnerabilities of an image. IMAGE_NOT_FOUND, IMAGE_NOT_ANALYZED, ADVISORIES_NONE. */
export async function imageVulnerabilities(
  parts: VulnerabilitiesParts,
  scope: Scope,
  question: ImageQuestion,
): Promise<ImagePackageVulnerabilityResponse> {
  const { digest, type, base } = question;
  const { image, bill, report, times } = await openReport(parts, scope, question);
  const words = createWords(parts.advisories);
  const compared = base === undefined ? null : await openBase(parts, scope, { digest, base });
  const now = parts.platform.clock.now();
  const vulnerabilities = selectMatches(bill, report, question).map((shown): ImagePackageVulnerability => {
    const description = question.descriptions ? words.description(shown.match) : null;
    const wire = toVulnerability(shown, { times: sinceAnalysis(times(shown.match), image), now, description });
    return compared === null ? wire : { ...wire, inherited_from_base: compared.has(shown) };
  });
  return {
    image_digest: digest,
    ...(compared?.digest === undefined ? {} : { base_digest: compared.digest }),
    ...(compared === null ? {} : { base_image_problems: [...compared.problems] }),
    vulnerability_type: type,
    extended_support: false,
    vulnerabilities,
  };
}

/** The bill and the report of an analyzed image; matched anew when the request says so. */
export async function openReport(
  { images, matching }: VulnerabilitiesParts,
  scope: Scope,
  { digest, refresh }: Pick<ImageQuestion, 'digest' | 'refresh'>,
) {
  const image = await images.analyzed(scope, digest);
  const bill = await images.bill(scope, digest);
  if (refresh) await matching.refresh(scope, digest, { force: true });
  return { image, bill, ...(await matching.imageReport(scope, digest, bill)) };
}

/** A match is kept once for all images: in this one it cannot have been seen before its analysis. */
function sinceAnalysis(times: MatchTimes | null, { analyzed_at }: Row<'image'>): MatchTimes | null {
  if (times === null || analyzed_at === null || times.detectedAt >= analyzed_at) return times;
  return { ...times, detectedAt: analyzed_at };
}

function textOf(store: AdvisoryStore | null, id: string): string | null {
  const advisory = store?.advisory(id);
  return advisory?.details || advisory?.summary || null;
}
