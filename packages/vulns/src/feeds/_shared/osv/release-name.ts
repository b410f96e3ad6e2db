/** `Red Hat:enterprise_linux:9::baseos`, `Red Hat:enterprise_linux:10.1`: a repository of a release of the distribution itself. */
const redHatRepository = /^Red Hat:enterprise_linux:(\d{1,3})(?:\.\d{1,3})?(?:::.*)?$/;

/**
 * The name of an ecosystem by which matching asks. Red Hat names each repository of a release after its CPE, while a system knows its
 * release only. Other products of Red Hat (extended support, OpenShift) stay apart: their fixes are not for everybody.
 */
export function releaseName(ecosystem: string): string {
  const major = redHatRepository.exec(ecosystem)?.[1];
  return major === undefined ? ecosystem : `Red Hat:${major}`;
}
