import type { Bill, DockerfileFacts, MatchReport, PolicyFacts } from '@gantry/core';
import { reconstructDockerfile } from '@gantry/policy';
import type { Row, Scope } from '../../kernel/db/index.ts';
import type { Images } from '../images/ports.ts';
import type { Matching } from '../matching/ports.ts';
import { createMemo } from './memo.ts';
import { weighBill, weighReport } from './weigh.ts';

/** What hot bills and reports may take in memory. Bytes. */
const billBudget = 96 * 2 ** 20;
const reportBudget = 64 * 2 ** 20;

/** What gates look at of a stored image. */
export type ImageFacts = Omit<PolicyFacts, 'tag' | 'base'>;

/** Loads the facts of stored images; those of hot images stay in memory. */
export interface FactsLoader {
  /** `advisories`: digest of those in use, `none` when there are none: then nothing was matched, and the facts say so. */
  load(scope: Scope, image: Row<'image'>, advisories: string): Promise<ImageFacts>;
}

/** Where facts come from. */
export interface FactSources {
  readonly images: Pick<Images, 'bill'>;
  readonly matching: Pick<Matching, 'report' | 'listedFiles'>;
}

/** A loader over the catalogue of images and the stored matches. */
export function createFactsLoader({ images, matching }: FactSources): FactsLoader {
  const bills = createMemo<Bill>({ budget: billBudget, weigh: weighBill });
  const reports = createMemo<MatchReport>({ budget: reportBudget, weigh: weighReport });
  return {
    load: async (scope, image, advisories) => {
      const key = `${scope.account} ${image.digest} ${image.sbom_digest ?? image.analyzed_at?.toISOString() ?? ''}`;
      const bill = await bills.get(key, () => images.bill(scope, image.digest));
      const dockerfile = dockerfileOf(image, bill);
      if (advisories === 'none') return { bill, report: null, dockerfile };
      const reportKey = `${key} ${advisories}`;
      const report = await reports.get(reportKey, () => matching.report(scope, image.digest, bill));
      // Newer advisories came in between: right for this verdict, and not what the key says.
      if (report.data.digest !== advisories) reports.forget(reportKey);
      return { bill, report, dockerfile };
    },
  };
}

/** The Dockerfile that came with the image, else the one that its history tells. */
export function dockerfileOf({ dockerfile, dockerfile_mode }: DockerfileColumns, bill: Bill): DockerfileFacts {
  if (dockerfile !== null) return { mode: dockerfile_mode === 'Guessed' ? 'guessed' : 'actual', text: dockerfile };
  return bill.source.kind === 'image' ? reconstructDockerfile(bill.source) : { mode: 'unknown', text: '' };
}

type DockerfileColumns = Pick<Row<'image'>, 'dockerfile' | 'dockerfile_mode'>;
