import type { DbOrTx } from '../db/index.ts';

/** Something that happened in an account, for people and notifications; also the audit trail. */
export interface NewEvent {
  readonly account: string;
  /** `user.image.analysis.completed`: category.subcategory.event, as the catalogue of event types lists them. */
  readonly type: string;
  readonly level: 'INFO' | 'ERROR';
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** What it is about: `image_digest` and `sha256:…`. */
  readonly resource?: { readonly type: string; readonly id: string };
  /** Who caused it; absent for the system's own doings. */
  readonly user?: string;
  readonly requestId?: string;
}

/** Writes events. A lost event is an error of the caller: it throws. */
export interface EventLog {
  /** With a transaction the event is told exactly when the rest of it is kept, however the server ends; without, whatever else is undone. */
  emit(event: NewEvent, within?: DbOrTx): Promise<void>;
}
