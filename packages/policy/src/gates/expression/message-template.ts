import { celTypes, itemTypes, type Over } from './variables.ts';

/** A message with the fields of an item put in, or why it cannot be used. */
export type MessageTemplate =
  | { readonly ok: true; fill(item: unknown): string }
  | { readonly ok: false; readonly because: string };

/** A template of this length holds some hundred fields; each is a text of others. UTF-16 units. */
const longest = { template: 2_000, value: 1_000 };

const hole = /\{item\.([a-z_0-9]+)\}/g;

/** Reads a message in which `{item.name}` stands for a field of the item. */
export function messageTemplate(text: string, over: Over): MessageTemplate {
  if (text.length > longest.template)
    return { ok: false, because: `the message is longer than ${longest.template} characters` };
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
  return textOf(item, name).slice(0, longest.value);
}

function textOf(item: unknown, name: string): string {
  const value: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, name) : undefined;
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.slice(0, longest.value).join(', ') : String(value ?? '');
}
