/** What clamd says of a stream. */
export type ClamdReply =
  | { readonly kind: 'clean' }
  | { readonly kind: 'found'; readonly signature: string }
  /** Larger than its StreamMaxLength. */
  | { readonly kind: 'too-large' }
  /** It could not scan the stream. */
  | { readonly kind: 'failed'; readonly because: string };

/** Reads the answer to INSTREAM; null when it is none. */
export function parseReply(text: string): ClamdReply | null {
  if (text === 'stream: OK') return { kind: 'clean' };
  const signature = /^stream: ([\x20-\x7e]{1,300}) FOUND$/.exec(text)?.[1];
  if (signature !== undefined) return { kind: 'found', signature };
  if (/^INSTREAM size limit exceeded/.test(text)) return { kind: 'too-large' };
  const because = /^(?:stream: )?(.*?)\.? ERROR$/.exec(text)?.[1];
  return because === undefined
    ? null
    : { kind: 'failed', because: because.replace(/[^\x20-\x7e]/g, '?').slice(0, 200) };
}
