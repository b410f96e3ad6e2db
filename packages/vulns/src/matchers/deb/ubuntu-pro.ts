/**
 * Ubuntu Pro's ecosystems speak of builds that only subscribers get (`+esm1`). A normal build is measured by the normal
 * records alone, or it would be told of a fix that its archive does not have; a Pro build by those of Pro first.
 */
export function inProOrder(ecosystems: readonly string[], version: string): readonly string[] {
  const normal = ecosystems.filter((ecosystem) => !isPro(ecosystem));
  return /[+~]esm\d/.test(version) ? [...ecosystems.filter(isPro), ...normal] : normal;
}

function isPro(ecosystem: string): boolean {
  return ecosystem.startsWith('Ubuntu:Pro:');
}
