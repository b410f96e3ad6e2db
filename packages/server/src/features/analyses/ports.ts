import type { Scope } from '../../kernel/db/index.ts';

/** The work of reading images, off the API's event loop. */
export interface Analyses {
  /** Puts the analysis of a catalogued image into the queue; one that waits or runs already is left alone. */
  enqueue(scope: Scope, digest: string, priority: 'interactive' | 'normal' | 'background'): Promise<void>;
  /** Takes it out of the queue or stops it. */
  cancel(scope: Scope, digest: string): Promise<void>;
}
