import type { PackageDraft } from './draft.ts';

/**
 * The id of a package: 16 hex digits over kind, name, version, purl and the places of its primary evidence, so the same
 * component in the same place has the same id in every run. It is not a cryptographic digest: whoever assigns ids
 * must resolve a collision (`assignIds`), never drop a package.
 */
export function packageId(draft: PackageDraft): string {
  const places = draft.locations.filter((location) => location.role === 'primary').map((location) => location.path);
  const virtual = draft.metadata.kind === 'maven' ? draft.metadata.virtualPath : '';
  return hash64([draft.kind, draft.name, draft.version ?? '', draft.purl ?? '', virtual, ...places].join('\u0000'));
}

/** Gives every draft an id that no other draft of the list has; identical drafts stay apart. */
export function assignIds<T extends PackageDraft>(drafts: readonly T[]): (T & { id: string })[] {
  const taken = new Set<string>();
  return drafts.map((draft) => {
    let id = packageId(draft);
    for (let turn = 1; taken.has(id); turn++) id = hash64(`${id}\u0000${turn}`);
    taken.add(id);
    // The id stands first: V8 gives every object of `{ ...draft, id }` a hidden class of its own, 400 bytes each.
    return { id, ...draft };
  });
}

/** Two rounds of a 32-bit multiply-xor mix with different seeds. */
function hash64(text: string): string {
  return mix(text, 0x9e3779b1).toString(16).padStart(8, '0') + mix(text, 0x85ebca77).toString(16).padStart(8, '0');
}

function mix(text: string, seed: number): number {
  let hash = seed ^ text.length;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
