import { celTypes, itemTypes, type Over } from './variables.ts';

/** A message with the fields of an item put in, or why it cannot be used. */
export type MessageTemplate =
  | { readonly ok: true; fill(item: unknown): string }
  | { readonly ok: false; readonly because: string };

const hole = /\{item\.([a-z_0-9]+)\}/g;

/** Reads a message in which `{item.name}` stands for a field of the item. */
export function messageTemplate(text: string, over: Over): MessageTemplate {
  const type = itemTypes[over];
  const fields: Readonly<Record<string, string>> = type === null ? {} : celTypes[type];
  const unknown = [...text.matchAll(hole)].find(([, name = '']) => !Object.hasOwn(fields, name));
  if (unknown) {
    const known = Object.keys(fields).join(', ') || 'none, since it is asked of the artifact';
    return { ok: false, because: `the message names ${unknown[0]}; fields of the item: ${known}` };
  }
  return { ok: true, fill: (item) => text.replace(hole, (_, name: string) => shown(item, name)) };
}

function shown(item: unknown, name: string): string {
  const value: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, name) : undefined;
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.join(', ') : String(value ?? '');
}
