import type {
  ContentSearch,
  DockerfileEdit,
  FileChange,
  FileFacts,
  Inspection,
  OwnedFile,
  PackageVerification,
  PolicyFacts,
  VerifiedFile,
} from '@gantry/core';

type FilesEdit = Extract<DockerfileEdit, { op: 'files' }>;

/** What the files of the artifact become with RUN lines at the end of the Dockerfile; all edits in one pass. */
export function changeFiles(facts: PolicyFacts, edits: readonly DockerfileEdit[]): PolicyFacts {
  const files = edits.filter((edit): edit is FilesEdit => edit.op === 'files');
  const { inspection } = facts;
  if (files.length === 0 || !inspection) return facts;
  const byPath = new Map<string, FileChange[]>();
  for (const { does, paths } of files) {
    for (const path of paths) {
      const known = byPath.get(path);
      if (known) known.push(does);
      else byPath.set(path, [does]);
    }
  }
  return { ...facts, inspection: changed(inspection, byPath, facts) };
}

type Changes = ReadonlyMap<string, readonly FileChange[]>;

/** A file that a later layer removes can still be had from the image: secrets and malware in it stay found, as not visible. */
function changed(inspection: Inspection, changes: Changes, facts: PolicyFacts): Inspection {
  const isGone = goneTest(changes);
  const { files, contentSearch, secretSearch, retrievedFiles, verification, hardening, malware } = inspection;
  return {
    ...inspection,
    files: files && { entries: files.entries.filter(({ path }) => !isGone(path)).map((file) => edited(file, changes)) },
    contentSearch: contentSearch && hidden(contentSearch, isGone),
    secretSearch: secretSearch && hidden(secretSearch, isGone),
    retrievedFiles: retrievedFiles && {
      ...retrievedFiles,
      files: retrievedFiles.files.filter(({ path }) => !isGone(path)),
    },
    verification: verification && verified(verification, changes, { facts, isGone }),
    hardening: hardening?.filter(({ path }) => !isGone(path)) ?? null,
    malware:
      malware?.map((scan) => ({
        ...scan,
        findings: scan.findings.map((one) => (isGone(one.path) ? { ...one, visible: false } : one)),
      })) ?? null,
  };
}

type IsGone = (path: string) => boolean;

/** A path is gone with itself or with a folder above it. */
function goneTest(changes: Changes): IsGone {
  const gone = new Set([...changes].flatMap(([path, all]) => (all.some(isRemoval) ? [path] : [])));
  return (path) => {
    if (gone.size === 0) return false;
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (gone.has(path.slice(0, end))) return true;
    }
    return false;
  };
}

function isRemoval({ change }: FileChange): boolean {
  return change === 'remove';
}

function edited(file: FileFacts, changes: Changes): FileFacts {
  return (changes.get(file.path) ?? []).reduce(editFile, file);
}

function editFile(file: FileFacts, does: FileChange): FileFacts {
  if (does.change === 'chmod') return { ...file, mode: (file.mode & ~does.off) | does.on };
  if (does.change === 'remove') return file;
  const { capabilities: _taken, ...rest } = file;
  return { ...rest, mode: file.mode & ~0o6000 };
}

function hidden(search: ContentSearch, isGone: IsGone): ContentSearch {
  return { ...search, hits: search.hits.map((hit) => (isGone(hit.path) ? { ...hit, visible: false } : hit)) };
}

/** A package database that lists a file has it missing, or changed where it knows modes: a way to green must not lead to that unseen. */
function verified(
  verification: PackageVerification,
  changes: Changes,
  { facts, isGone }: { readonly facts: PolicyFacts; readonly isGone: IsGone },
): PackageVerification {
  const known = new Set(verification.files.map(({ path }) => path));
  const added = facts.bill.packages.flatMap((one) => {
    const owned: readonly OwnedFile[] = 'files' in one.metadata ? one.metadata.files : [];
    return owned.flatMap(({ path, mode, config, optional }): VerifiedFile[] => {
      const file = { packageId: one.id, packageName: one.name, path };
      if (known.has(path) || config) return [];
      if (isGone(path)) return optional ? [] : [{ ...file, status: 'missing', what: [] }];
      return mode !== undefined && changes.has(path) ? [{ ...file, status: 'changed', what: ['mode'] }] : [];
    });
  });
  return { ...verification, files: [...verification.files, ...added] };
}
