import { isCodedError } from '@gantry/core';
import type { Scope } from '../../kernel/db/index.ts';
import type { Images } from '../images/ports.ts';
import type { Matching } from '../matching/ports.ts';
import type { ShownMatch } from './ports.ts';

/** What a base image has of the vulnerabilities of another. */
export interface BaseImage {
  /** Absent when no ancestor is known. */
  readonly digest?: string;
  /** Why nothing could be compared; empty when it was. */
  readonly problems: readonly { readonly severity: string; readonly problem_type: string; readonly details: string }[];
  has(shown: ShownMatch): boolean;
}

/** What comparing works with. */
export interface BaseParts {
  readonly images: Pick<Images, 'analyzed' | 'bill' | 'ancestors'>;
  readonly matching: Pick<Matching, 'report'>;
}

/** The base that a request names: a digest, or `auto` for the nearest ancestor. */
export async function openBase(
  { images, matching }: BaseParts,
  scope: Scope,
  of: { readonly digest: string; readonly base: string },
): Promise<BaseImage> {
  const base = of.base === 'auto' ? (await images.ancestors(scope, of.digest))[0]?.digest : of.base;
  if (base === undefined) return withoutBase('base_image_unknown', 'no ancestor of the image is in the catalogue');
  try {
    await images.analyzed(scope, base);
    const bill = await images.bill(scope, base);
    const report = await matching.report(scope, base, bill);
    const byId = new Map(bill.packages.map((pkg) => [pkg.id, pkg]));
    const known = new Set(
      report.matches.flatMap((match) => {
        const pkg = byId.get(match.packageId);
        return pkg === undefined ? [] : [keyOf({ pkg, match })];
      }),
    );
    return { digest: base, problems: [], has: (shown) => known.has(keyOf(shown)) };
  } catch (error) {
    if (!isCodedError(error) || error.kind !== 'missing') throw error;
    return { digest: base, ...withoutBase('base_image_unavailable', error.message) };
  }
}

function withoutBase(problem_type: string, details: string): BaseImage {
  return { problems: [{ severity: 'warn', problem_type, details }], has: () => false };
}

/** The same vulnerability of the same package, wherever it lies. */
function keyOf({ pkg, match }: ShownMatch): string {
  return JSON.stringify([match.vulnerability, pkg.kind, pkg.name, pkg.version]);
}
