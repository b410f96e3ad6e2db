import { type ImageName, readImageName } from './image-name.ts';
import { compilePattern, matchesWildcard, newPatternBudget, type PatternBudget } from './patterns/index.ts';
import type { ImageSelector } from './types.ts';

/** What a selector may look at; null parts are unknown and only `*` accepts them. */
export interface SelectableImage {
  readonly name: ImageName | null;
  /** Manifest digests under which the image is known. */
  readonly digests: readonly string[];
  /** Digest of the image's configuration. */
  readonly imageId: string | null;
  readonly budget: PatternBudget;
}

/** An artifact as selectors see it. */
export function selectableImage(
  tag: string | null,
  known: { digests: readonly string[]; imageId: string | null },
): SelectableImage {
  return { name: tag === null ? null : readImageName(tag), ...known, budget: newPatternBudget() };
}

/** Registry, repository and image selector must all accept the image. */
export function selects(selector: ImageSelector, image: SelectableImage): boolean {
  return acceptsRegistry(selector, image) && acceptsRepository(selector, image) && acceptsImage(selector, image);
}

function acceptsRegistry(selector: ImageSelector, image: SelectableImage): boolean {
  const registry = selector.registry === 'dockerhub' ? 'docker.io' : selector.registry;
  return accepts(registry, image.name?.registry ?? null, image.budget);
}

/** Official images go by `library/debian` and `debian`: policies write either. */
function acceptsRepository(selector: ImageSelector, { name, budget }: SelectableImage): boolean {
  if (accepts(selector.repository, name?.repository ?? null, budget)) return true;
  const official = name?.registry === 'docker.io' && name.repository.startsWith('library/');
  return official && accepts(selector.repository, name.repository.slice('library/'.length), budget);
}

function acceptsImage(selector: ImageSelector, image: SelectableImage): boolean {
  const { type, value } = selector.image;
  if (type === 'tag') return accepts(value, image.name?.tag ?? null, image.budget);
  if (type === 'digest') return image.digests.includes(value);
  return image.imageId !== null && (image.imageId === value || image.imageId === `sha256:${value}`);
}

/** A wildcard, or a regular expression after `regexp:`. A text that cannot be decided is not accepted. */
function accepts(pattern: string, text: string | null, budget: PatternBudget): boolean {
  if (text === null) return pattern === '*';
  if (!pattern.startsWith('regexp:')) return matchesWildcard(pattern, text);
  const compiled = compilePattern(pattern.slice('regexp:'.length));
  return compiled.ok && compiled.pattern.test(text, budget) === true;
}
