import { isCodedError } from '@gantry/core';
import { sbomErrors } from '../errors.ts';
import type { ScannedFile } from './define-cataloger.ts';
import type { ScanUnread } from './layer-scan.ts';
import type { ScanLimits } from './limits.ts';
import type { Reader } from './reader.ts';
import { type ReadingBody, readingLine } from './readings.ts';
import { TextLines } from './text-lines.ts';

/** What watches over a running read, from another thread. */
export interface ReadWatch {
  begin(reader: number, row: number): void;
  end(): void;
}

/** A file that readers want. */
export interface ReadTask {
  readonly row: number;
  readonly reader: number;
  readonly magic: boolean;
  /** The path it is read as, when that is not the row's own. */
  readonly as?: string;
}

interface Budget {
  /** Who is short of room. */
  readonly by: string;
  /** Bytes. */
  readonly limit: number;
  used: number;
  lost: number;
}

/** Runs readers and keeps their facts as lines of JSON, within budgets of bytes: one for catalogers, one for inspectors. A reader that throws costs its own facts only. */
export class FactsList {
  private readonly readers: readonly Reader[];
  private readonly budgets: { readonly cataloging: Budget; readonly inspecting: Budget };
  private readonly watch: ReadWatch | undefined;
  private readonly lines = new TextLines();

  constructor(readers: readonly Reader[], limits: ScanLimits, watch?: ReadWatch) {
    this.readers = readers;
    this.budgets = {
      cataloging: { by: 'layer', limit: limits.maxFactsBytes, used: 0, lost: 0 },
      inspecting: { by: 'inspection', limit: limits.maxInspectionBytes, used: 0, lost: 0 },
    };
    this.watch = watch;
  }

  read(task: ReadTask, file: ScannedFile): void {
    const reader = this.readers[task.reader];
    if (reader === undefined) return;
    this.watch?.begin(task.reader, task.row);
    try {
      const { facts, unread } = reader.read(file);
      if (facts !== null || (unread !== undefined && unread.length > 0)) this.keep(task, facts, unread ?? []);
    } catch (error) {
      this.fail(task, error);
    } finally {
      this.watch?.end();
    }
  }

  /** Notes a file that was wanted and not read. */
  refuse(task: ReadTask, why: { readonly code: string; readonly because: string }): void {
    this.keep(task, null, [why]);
  }

  /** Tells of files whose facts found no room any more. */
  lost(): ScanUnread[] {
    return Object.values(this.budgets).flatMap(({ by, limit, lost }) => {
      if (lost === 0) return [];
      const { code, message } = sbomErrors.FACTS_TOO_MANY({ files: lost, limit });
      return [{ path: '-', by, code, because: message }];
    });
  }

  /** All readings: see `readingLine`. */
  encode(): Uint8Array {
    return this.lines.bytes();
  }

  private fail(task: ReadTask, error: unknown): void {
    const failed = isCodedError(error)
      ? error
      : sbomErrors.CATALOGER_FAILED({
          name: this.readers[task.reader]?.name ?? '',
          because: String(error).slice(0, 300),
        });
    this.keep(task, null, [{ code: failed.code, because: failed.message }]);
  }

  private keep(task: ReadTask, facts: unknown, unread: ReadingBody['unread']): void {
    const budget = this.budgets[this.readers[task.reader]?.inspects === true ? 'inspecting' : 'cataloging'];
    const head = { row: task.row, reader: this.readers[task.reader]?.name ?? '', magic: task.magic };
    const line = readingLine(task.as === undefined ? head : { ...head, as: task.as }, { facts: facts ?? null, unread });
    if (budget.used + line.length > budget.limit) {
      budget.lost++;
      return;
    }
    const before = this.lines.length;
    this.lines.append(line);
    budget.used += this.lines.length - before;
  }
}
