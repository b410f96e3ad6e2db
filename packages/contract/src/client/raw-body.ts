const mark: unique symbol = Symbol('raw body');

/** A body that is sent as it is, with its media type. */
export interface RawBody {
  readonly [mark]: true;
  readonly mediaType: string;
  readonly content: string | Uint8Array;
}

/** Hands over a body that is written already: a manifest, a Dockerfile, a document whose bytes count. */
export function rawBody(mediaType: string, content: string | Uint8Array): RawBody {
  return { [mark]: true, mediaType, content };
}

/** Was it made by `rawBody`? */
export function isRawBody(value: unknown): value is RawBody {
  return typeof value === 'object' && value !== null && mark in value;
}
