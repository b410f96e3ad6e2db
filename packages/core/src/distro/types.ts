/** The operating system of an image, from os-release(5) and its relatives. */
export interface Distro {
  /** `ID`: debian, alpine, rocky ... */
  readonly id: string;
  /** `VERSION_ID` as written: `12`, `3.19.1`, `9.2`. Null for rolling releases. */
  readonly version: string | null;
  readonly idLike: readonly string[];
  readonly name: string | null;
  readonly prettyName: string | null;
  readonly codename: string | null;
  readonly buildId?: string;
  readonly variantId?: string;
  readonly homeUrl?: string;
  readonly supportUrl?: string;
  readonly bugReportUrl?: string;
  readonly cpeName?: string;
}
