import { defined, listOf } from '@gantry/core/json';
import type { FileReading } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { unreadNote } from '../_shared/unread.ts';
import { field, lineOf, proseOf, textTable } from '../_shared/values.ts';
import type { ManifestFacts } from './facts.ts';
import { npmName } from './names.ts';

/**
 * The facts of an installed package.json (npm docs, "package.json"). A file without name and version describes no
 * package; one that has only one of them, or an impossible one, is reported.
 */
export function readManifest(json: Record<string, unknown>): FileReading<ManifestFacts> {
  if (field(json, 'name') === undefined && field(json, 'version') === undefined) return { facts: null };
  const name = npmName(field(json, 'name'));
  const version = lineOf(field(json, 'version'));
  if (name === undefined) return leftOut('its name is not one');
  if (version === undefined) return leftOut(`${name} has no usable version`);
  return { facts: { type: 'manifest', name, version, ...details(json) } };
}

function leftOut(because: string): FileReading<ManifestFacts> {
  return { facts: null, unread: [unreadNote(sbomErrors.PACKAGE_FIELD_INVALID({ file: 'package.json', because }))] };
}

function details(json: Record<string, unknown>): Omit<ManifestFacts, 'type' | 'name' | 'version'> {
  const licenses = licensesOf(json);
  return defined({
    licenses: licenses.length > 0 ? licenses : undefined,
    description: proseOf(field(json, 'description')),
    homepage: lineOf(field(json, 'homepage'), 1000),
    author: personOf(field(json, 'author')),
    repository: lineOf(field(json, 'repository'), 1000) ?? lineOf(field(field(json, 'repository'), 'url'), 1000),
    private: field(json, 'private') === true ? (true as const) : undefined,
    dependencies: textTable(field(json, 'dependencies')),
  });
}

/** `license` as a text, an object or a list, then the legacy list `licenses`. */
function licensesOf(json: Record<string, unknown>): string[] {
  const stated = [field(json, 'license'), field(json, 'licenses')].flatMap((value) =>
    Array.isArray(value) ? listOf(value) : [value],
  );
  const texts = stated
    .slice(0, 50)
    .map((one) => lineOf(one, 500) ?? lineOf(field(one, 'type'), 500) ?? lineOf(field(one, 'name'), 500));
  return texts.filter((text) => text !== undefined);
}

/** A person as `Name <mail> (address)`, whichever way it is written. */
function personOf(value: unknown): string | undefined {
  const text = proseOf(value);
  if (text !== undefined) return text;
  const [name, email, url] = ['name', 'email', 'url'].map((part) => lineOf(field(value, part)));
  return proseOf([name, email && `<${email}>`, url && `(${url})`].filter(Boolean).join(' '));
}
