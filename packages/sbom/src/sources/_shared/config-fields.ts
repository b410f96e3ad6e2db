import type { Unread } from '@gantry/core';
import { sbomErrors } from '../../errors.ts';
import { asRecord } from './bounded-json.ts';
import { strings } from './descriptor.ts';

type Json = Readonly<Record<string, unknown>>;

/** Reads optional fields of an image configuration: absent or null is empty, a wrong type is empty and noted once per name. */
export class ConfigFields {
  private readonly noted = new Map<string, Unread>();

  /** Fields of a wrong type so far, as SBOM_CONFIG_FIELD. */
  get unread(): readonly Unread[] {
    return [...this.noted.values()];
  }

  object(from: Json, name: string): Json {
    const value = from[name] ?? undefined;
    const record = asRecord(value);
    if (value !== undefined && record === undefined) this.note(name, 'an object');
    return record ?? {};
  }

  keys(from: Json, name: string): readonly string[] {
    return Object.keys(this.object(from, name));
  }

  list(from: Json, name: string): readonly string[] {
    const all = this.items(from, name);
    const texts = strings(all);
    if (texts.length !== all.length) this.note(name, 'a list of texts');
    return texts;
  }

  /** An item that is no object still counts, as an empty one: steps of the history are matched with layers by position. */
  objects(from: Json, name: string): readonly Json[] {
    const all = this.items(from, name).map((item) => asRecord(item));
    if (all.includes(undefined)) this.note(name, 'a list of objects');
    return all.map((item) => item ?? {});
  }

  labels(from: Json, name: string): Readonly<Record<string, string>> {
    const labels = Object.create(null) as Record<string, string>;
    for (const [key, value] of Object.entries(this.object(from, name))) {
      if (typeof value === 'string') labels[key] = value;
      else this.note(name, 'an object of texts');
    }
    return labels;
  }

  /** The text as a field called `as`; no field when it is absent or empty. */
  text<K extends string>(from: Json, name: string, as: K): { readonly [P in K]?: string } {
    const value = from[name] ?? undefined;
    if (typeof value === 'string' && value !== '') return { [as]: value } as { readonly [P in K]?: string };
    if (value !== undefined && value !== '') this.note(name, 'a text');
    return {};
  }

  private items(from: Json, name: string): readonly unknown[] {
    const value = from[name] ?? undefined;
    if (value !== undefined && !Array.isArray(value)) this.note(name, 'a list');
    return Array.isArray(value) ? value : [];
  }

  private note(name: string, wanted: string): void {
    if (this.noted.has(name)) return;
    const error = sbomErrors.CONFIG_FIELD({ name, wanted });
    this.noted.set(name, { path: '-', by: 'image-config', code: error.code, because: error.message });
  }
}
