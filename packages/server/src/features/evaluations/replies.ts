import { packBytes } from '@gantry/io/gzip';
import type { StandingVerdict } from './verdicts.ts';

/** Replies from this length on are packed here, once for all who ask, and not by the server for each. Characters. */
const packFrom = 16_384;

/** The bodies of replies that show one standing verdict. */
export interface VerdictReplies {
  /** `head` is the reply up to the evaluation. With `packed`, large bodies come as gzip. */
  body(
    made: StandingVerdict,
    reply: { readonly head: string; readonly detail: boolean; readonly packed: boolean },
  ): Promise<{ readonly content: string | Uint8Array; readonly packed: boolean }>;
}

/** Spellings of a tag for which packed bodies are kept beside a verdict. */
const mostPacked = 4;

/** Bodies that live as long as their verdicts. */
export function createVerdictReplies(): VerdictReplies {
  const kept = new WeakMap<StandingVerdict, Map<string, Promise<Uint8Array>>>();
  return {
    body: async (made, { head, detail, packed }) => {
      const text = `${head}${made.text(detail)}]}`;
      if (!packed || text.length < packFrom) return { content: text, packed: false };
      const bodies = kept.get(made) ?? new Map<string, Promise<Uint8Array>>();
      kept.set(made, bodies);
      const key = `${detail} ${head}`;
      const body = bodies.get(key) ?? packBytes(new TextEncoder().encode(text));
      if (bodies.size < mostPacked) bodies.set(key, body);
      return { content: await body, packed: true };
    },
  };
}
