import type { Terminal } from '../terminal/terminal.ts';
import type { Evaluated } from './evaluated.ts';
import { verdictCsv } from './verdict-csv.ts';
import { verdictDocument } from './verdict-document.ts';
import { verdictJunit } from './verdict-junit.ts';
import { verdictSarif } from './verdict-sarif.ts';
import { verdictText } from './verdict-text.ts';

/** A verdict in the format of `-o`. */
export function encodeVerdict(evaluated: Evaluated, output: string, terminal: Terminal): string {
  switch (output) {
    case 'json':
      return `${JSON.stringify(verdictDocument(evaluated), null, 2)}\n`;
    case 'sarif':
      return `${JSON.stringify(verdictSarif(evaluated), null, 2)}\n`;
    case 'junit':
      return verdictJunit(evaluated);
    case 'csv':
      return verdictCsv(evaluated);
    default:
      return verdictText(evaluated, { color: terminal.color, columns: terminal.columns });
  }
}
