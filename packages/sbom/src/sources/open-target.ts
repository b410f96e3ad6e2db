import { sbomErrors } from '../errors.ts';
import type { Opened, Source, SourceOptions } from './_shared/source.ts';
import { sources } from './registry.ts';

/**
 * Opens what the user names: `scheme:location`, an existing path (recognised by what lies there) or an image reference.
 * The caller closes the result.
 *
 * Fails with SBOM_TARGET_UNKNOWN when it is none of these, and with the errors of the sources.
 */
export async function openTarget(text: string, options: SourceOptions = {}): Promise<Opened> {
  const { name, location } = splitScheme(text) ?? (await recognised(text));
  const source = name === undefined ? undefined : sourceNamed(name);
  if (source === undefined || location === '') throw sbomErrors.TARGET_UNKNOWN({ target: text });
  return withTarget(await source.open(location, options), text);
}

function splitScheme(text: string): { readonly name: string; readonly location: string } | undefined {
  const source = sources.find(({ name }) => text.startsWith(`${name}:`));
  return source === undefined ? undefined : { name: source.name, location: text.slice(source.name.length + 1) };
}

async function recognised(text: string): Promise<{ readonly name: string | undefined; readonly location: string }> {
  const { sourceOf } = await import('./recognise.ts');
  return { name: await sourceOf(text), location: text };
}

function sourceNamed(name: string): Source | undefined {
  return sources.find((source) => source.name === name);
}

/** Documents and reports show the target as it was written. */
function withTarget(opened: Opened, target: string): Opened {
  if (opened.kind === 'image') return { ...opened, source: { ...opened.source, target } };
  return { ...opened, target };
}
