import { defined } from '@gantry/core/json';
import { lineOf } from '../_shared/values.ts';
import type { NugetEntry } from './facts.ts';
import { nugetId, nugetVersion } from './names.ts';

/**
 * The package of a `.nuspec` manifest: `id`, `version` and `license` of its `metadata`. The few flat elements are
 * taken from the text; no XML is interpreted, so entities and document types do nothing.
 */
export function nuspecEntry(text: string): NugetEntry | null {
  const start = text.indexOf('<metadata');
  const end = text.indexOf('</metadata>', start);
  if (start < 0 || end < 0) return null;
  const metadata = text.slice(start, end);
  const name = nugetId(elementText(metadata, 'id'));
  const version = nugetVersion(elementText(metadata, 'version'));
  if (name === undefined || version === undefined) return null;
  return { name, version, ...defined({ license: lineOf(licenseOf(metadata), 300) }) };
}

/** A licence file in the package says no name; the address of one may be known. */
function licenseOf(metadata: string): string | undefined {
  const element = /<license\s[^>]{0,200}type="expression"[^>]{0,200}>([^<]{1,500})<\/license>/.exec(metadata)?.[1];
  const address = elementText(metadata, 'licenseUrl');
  return element ?? (address?.startsWith('https://aka.ms/deprecateLicenseUrl') ? undefined : address);
}

function elementText(xml: string, name: string): string | undefined {
  const open = `<${name}>`;
  const start = xml.indexOf(open);
  const end = start < 0 ? -1 : xml.indexOf('</', start);
  return end < 0 ? undefined : xml.slice(start + open.length, end);
}
