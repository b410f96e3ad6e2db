import type { Remedy } from '@gantry/core';

/** An edit in words. */
export function remedyText(remedy: Remedy | null): string {
  if (!remedy) return '';
  switch (remedy.kind) {
    case 'upgrade':
      return `upgrade ${remedy.name} ${remedy.from} to ${remedy.to}`;
    case 'remove':
      return `remove ${remedy.name}`;
    default:
      return remedy.says;
  }
}
