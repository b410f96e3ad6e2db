import { queryErrors } from './errors.ts';

/** Which part of a list is wanted. */
export interface Page {
  /** From 1. */
  readonly number: number;
  readonly size: number;
}

const bounds = { page: 1_000_000, limit: 1_000 } as const;
const defaultSize = 100;

/** The page that a query names; QUERY_PAGE_INVALID. */
export function readPage({
  page,
  limit,
}: {
  readonly page?: string | undefined;
  readonly limit?: number | undefined;
}): Page {
  return { number: whole('page', page ?? '1'), size: whole('limit', String(limit ?? defaultSize)) };
}

function whole(name: keyof typeof bounds, value: string): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= bounds[name]) return number;
  throw queryErrors.PAGE_INVALID({ name, value: value.slice(0, 50), from: 1, to: bounds[name] });
}

/** The fields of a reply that say where it is: `items` may hold one more than the page, as the sign that there is a next one. */
export function pageFields({ number, size }: Page, items: number) {
  const next = items > size ? { next_page: String(number + 1) } : {};
  return { page: String(number), ...next, returned_count: Math.min(items, size) };
}
