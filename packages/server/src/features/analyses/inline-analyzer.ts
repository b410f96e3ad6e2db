import type { Analyzer } from './analyzer.ts';
import { analyze } from './process/analyze.ts';

/** Reads images in this process and thread: for tests, which have no bundle. */
export const inlineAnalyzer: Analyzer = { analyze: (task, signal) => analyze(task, { signal }) };
