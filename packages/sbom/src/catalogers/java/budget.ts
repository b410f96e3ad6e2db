const MiB = 1024 * 1024;

/** Limits for one file with everything inside it. */
export const limits = {
  /** Levels of archives in archives. */
  depth: 16,
  /** Entries of one archive. */
  entries: 500_000,
  /** Bytes of one central directory. */
  directoryBytes: 64 * MiB,
  /** Archives inside one file. */
  archives: 20_000,
  /** Maven projects with papers in one archive. */
  poms: 10_000,
  manifestBytes: 16 * MiB,
  propertiesBytes: 256 * 1024,
  pomBytes: 4 * MiB,
  /** Deflated inner archives in memory at the same time, packed bytes of the last included. Stored ones are read in place. */
  heldBytes: 256 * MiB,
  /** Notes about things that were not looked at. */
  notes: 100,
} as const;

/**
 * What one file may still cost. Work is bounded by the size of the file: 64 MiB, and 16 times its size, at most 1 GiB; so a
 * small file cannot ask for much, and an archive that is stored in an archive is paid for at every level.
 */
export class Budget {
  private work: number;
  private held = 0;
  private archives = 0;

  constructor(fileSize: number) {
    this.work = Math.min(1024 * MiB, 64 * MiB + 16 * fileSize);
  }

  /** Takes `bytes` of work; false when they are not there. */
  spend(bytes: number): boolean {
    if (bytes > this.work) return false;
    this.work -= bytes;
    return true;
  }

  /** Counts one more inner archive; false when there were too many. */
  countArchive(): boolean {
    this.archives++;
    return this.archives <= limits.archives;
  }

  /** Bytes that there is memory for now. */
  get room(): number {
    return limits.heldBytes - this.held;
  }

  hold(bytes: number): void {
    this.held += bytes;
  }

  release(bytes: number): void {
    this.held -= bytes;
  }
}
