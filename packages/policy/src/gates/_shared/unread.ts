import type { Bill } from '@gantry/core';
import { count, firstFew } from './words.ts';

/** What of the artifact could not be read and may hide packages; empty when everything was. */
export function unreadReasons({ unread }: Bill): string[] {
  if (unread.length === 0) return [];
  const paths = firstFew(
    unread.map(({ path }) => path.slice(0, 200)),
    3,
  );
  return [`${count(unread.length, 'part')} of the artifact could not be read: ${paths}`];
}
