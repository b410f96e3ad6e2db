import { type Distro, type Inspection, inspectionParts, isCodedError, type Package, type Unread } from '@gantry/core';
import type { ScannedArtifact } from '../cataloging/scan-artifact.ts';
import { sbomErrors } from '../errors.ts';
import type { InspectContext, InspectedFile, InspectorResult } from './define-inspector.ts';
import { indexedEntries } from './indexed-entries.ts';
import { inspectedFiles } from './inspected-files.ts';
import type { ChosenInspector, InspectionPlan } from './plan.ts';
import { visibleDigests } from './visible-digests.ts';

/** What inspectors build on. */
export interface Inspected {
  readonly artifact: ScannedArtifact;
  readonly distro: Distro | null;
  readonly packages: readonly Package[];
  /** About layers and entries. */
  readonly unread: readonly Unread[];
}

/** Lets the chosen inspectors put their parts together, one after another. One that throws costs its own part, and says so. */
export async function inspectArtifact(inspected: Inspected, plan: InspectionPlan): Promise<Inspection> {
  const parts: Partial<Record<string, unknown>> = Object.fromEntries(inspectionParts.map((part) => [part, null]));
  const unread: Unread[] = [...inspected.unread];
  for (const chosen of plan.chosen) {
    const files = inspectedFiles(inspected.artifact, chosen.inspector.name);
    const result = await assembleOne(chosen, files, contextOf(inspected, plan, chosen));
    parts[chosen.inspector.part] = result.found;
    // One by one: hostile artifacts have more of them than a call takes arguments.
    for (const line of unreadOf(chosen, files)) unread.push(line);
    for (const line of named(chosen, result.unread ?? [])) unread.push(line);
  }
  return { ...(parts as unknown as Omit<Inspection, 'unread'>), unread };
}

function contextOf(
  { artifact, distro, packages }: Inspected,
  plan: InspectionPlan,
  { options }: ChosenInspector,
): InspectContext {
  return {
    options,
    tree: artifact.tree,
    distro,
    packages,
    entries: () => indexedEntries(artifact),
    digests: (wanted) => visibleDigests(artifact, wanted, plan.extras.maxBytes),
  };
}

interface AnyResult {
  readonly found: unknown;
  readonly unread?: InspectorResult<'files'>['unread'];
}

async function assembleOne(
  { inspector }: ChosenInspector,
  files: readonly InspectedFile<unknown>[],
  context: InspectContext,
): Promise<AnyResult> {
  try {
    return await inspector.assemble(files, context);
  } catch (error) {
    const failed = isCodedError(error)
      ? error
      : sbomErrors.INSPECTOR_FAILED({ name: inspector.name, because: String(error).slice(0, 300) });
    return { found: null, unread: [{ path: '-', code: failed.code, because: failed.message }] };
  }
}

function unreadOf(chosen: ChosenInspector, files: readonly InspectedFile<unknown>[]): Unread[] {
  return files.flatMap(({ path, layer, unread }) =>
    named(
      chosen,
      unread.map((line) => ({ ...line, path: line.path ?? path, ...(layer === undefined ? {} : { layer }) })),
    ),
  );
}

function named({ inspector }: ChosenInspector, unread: readonly Omit<Unread, 'by'>[]): Unread[] {
  return unread.map((line) => ({ ...line, by: inspector.name }));
}
