/** SPDX wants seconds, no fraction: `2026-01-02T03:04:05Z`. */
export function createdWithin(now: string): string {
  return `${now.slice(0, 19)}Z`;
}
