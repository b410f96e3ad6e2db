import type { EventLog, NewEvent } from '../kernel/events/index.ts';

/** Keeps events in a list. */
export function memoryEvents(): EventLog & { readonly seen: NewEvent[] } {
  const seen: NewEvent[] = [];
  return { seen, emit: async (event) => void seen.push(event) };
}
