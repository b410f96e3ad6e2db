import type { Candidate } from '../../_shared/search/rule.ts';

/** Folders that package managers fill from public registries. */
const packageFolders = /\/(?:node_modules|site-packages|dist-packages|gems|pkg\/mod|registry\/src)\//;
/** Folders that belong to the distribution (Filesystem Hierarchy Standard 3.0). */
const systemFolders = /^\/(?:usr\/(?:share|lib\w*|include|libexec)|lib\w*)\//;
const programFolders = /^\/(?:usr\/)?(?:lib\w*|bin|sbin|libexec)\//;
const manuals = /^\/usr\/share\/(?:doc|man|info|javadoc|gtk-doc|help)\//;
const examples =
  /\/(?:[\w.-]*tests?|__tests__|test[-_]?data|testing|fixtures?|examples?|samples?|specs?|docs?|demos?)\/|\/(?:test_[^/]*|[^/]*[._-]tests?\.[^/]*|[^/]*\.(?:md|markdown|rst|adoc|html)|readme[^/]*|changelog[^/]*|METADATA|PKG-INFO)$/i;

/** Does a file come from a public package, so that what is in it is known to everybody? */
export function isPublished(path: string): boolean {
  return packageFolders.test(path) || systemFolders.test(path);
}

/**
 * Is this a key that the world knows: in the documentation or the tests of a public package, or compiled into a program of the distribution (crypto
 * libraries test themselves with such keys)?
 */
export function isPublishedExample({ path, binary }: Candidate): boolean {
  return manuals.test(path) || (isPublished(path) && examples.test(path)) || (binary && programFolders.test(path));
}
