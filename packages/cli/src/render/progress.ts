/** Progress of long work, as the engines report it. */
export interface ProgressEvent {
  readonly step: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: string;
}

/** A line on the terminal that is written over; silence where nobody watches. */
export interface ProgressLine {
  report(event: ProgressEvent): void;
  /** Removes the line. */
  clear(): void;
}

const silent: ProgressLine = { report: () => undefined, clear: () => undefined };

/** Draws at most ten times a second. */
export function progressLine(write: (text: string) => void, shown: boolean, columns = 80): ProgressLine {
  if (!shown) return silent;
  let last = 0;
  let visible = false;
  return {
    report(event) {
      const now = Date.now();
      if (now - last < 100 && event.done !== event.total) return;
      last = now;
      visible = true;
      write(`\r\u001b[2K${describeProgress(event).slice(0, columns - 1)}`);
    },
    clear() {
      if (visible) write('\r\u001b[2K');
      visible = false;
    },
  };
}

/** One line of words: `layers  [####......]  4 of 11`. */
export function describeProgress(event: ProgressEvent): string {
  const amount = (count: number) => (event.unit === 'bytes' ? formatBytes(count) : String(count));
  if (event.total === null || event.total <= 0)
    return `${event.step}  ${amount(event.done)} ${event.unit === 'bytes' ? '' : event.unit}`.trimEnd();
  const filled = Math.min(20, Math.round((event.done / event.total) * 20));
  return `${event.step}  [${'#'.repeat(filled)}${'.'.repeat(20 - filled)}]  ${amount(event.done)} of ${amount(event.total)}`;
}

/** Binary units with one decimal. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}
