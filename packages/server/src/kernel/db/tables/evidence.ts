import type { Json, OrNull, Time, TimeOrNull } from './columns.ts';

/** What a STIG scanner said of an image. */
export interface StigEvaluationTable {
  id: string;
  account: string;
  image_digest: string;
  profile: string;
  format: 'hdfjson' | 'xccdf';
  uploaded_at: Time;
  /** When the scanner ran, as its document tells. */
  evaluated_at: TimeOrNull;
  /** How many rules have each state. */
  results: Json<Readonly<Record<'NotAFinding' | 'Open' | 'Not_Applicable' | 'Not_Reviewed', number>>>;
  /** Of the document as it came; `body` is packed. */
  sha256: string;
  size: number;
  body: Uint8Array;
}

/** A key that the server signs verdicts with. */
export interface VerdictKeyTable {
  /** SHA-256 of the public key, hex. */
  id: string;
  algorithm: string;
  /** PEM. */
  public_key: string;
  /** The private key, sealed by the vault. */
  secret: string;
  created_at: Time;
}

/** What is not to be relied on any more. */
export interface VerdictRevocationTable {
  account: string;
  kind: 'key' | 'verdict' | 'subject';
  id: string;
  reason: string;
  created_at: Time;
}

/** Since when a vulnerability of a package is known in a line of images; rebuilds do not change it. */
export interface FirstSeenTable {
  account: string;
  /** `registry/repository` */
  lineage: string;
  /** As `firstSeenKey` of core makes it. */
  finding: string;
  seen_at: Time;
}

/** What a person stated of a vulnerability of an image. */
export interface VulnerabilityAnnotationTable {
  id: string;
  account: string;
  image_digest: string;
  vulnerability_id: string;
  /** Null with version and type: every package. */
  package_name: OrNull<string>;
  package_version: OrNull<string>;
  package_type: OrNull<string>;
  status: 'not_affected' | 'affected' | 'fixed' | 'under_investigation';
  /** The words around the status, as the wire has them. */
  statement: Json<Readonly<Record<string, string | null>>>;
  author: string;
  version: number;
  created_at: Time;
  updated_at: Time;
}
