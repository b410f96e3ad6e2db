import type { Feature, Platform } from '../../kernel/platform/index.ts';
import type { Matching } from '../matching/ports.ts';
import type { Vulnerabilities } from '../vulnerabilities/ports.ts';
import type { BillEvaluator } from './ports.ts';
import { scanRoutes } from './routes.ts';

/** What scans need. */
export interface ScansDeps {
  readonly platform: Pick<Platform, 'clock' | 'version'>;
  readonly matching: Pick<Matching, 'reportOf'>;
  readonly vulnerabilities: Vulnerabilities;
  readonly evaluator: BillEvaluator;
}

/** Scans of an SBOM that store nothing: `POST /scan`, `POST /vulnerability-scan`. */
export function createScansFeature(deps: ScansDeps): Feature {
  return { routes: scanRoutes(deps) };
}
