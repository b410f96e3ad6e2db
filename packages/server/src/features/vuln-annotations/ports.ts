import type { VulnerabilityAnnotation } from '@gantry/core';
import type { Scope } from '../../kernel/db/index.ts';

/** What other features may ask of statements on vulnerabilities. */
export interface VulnerabilityAnnotations {
  /** Those of an image, in the order of their ids. */
  of(scope: Scope, digest: string): Promise<readonly VulnerabilityAnnotation[]>;
}
