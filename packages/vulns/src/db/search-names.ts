/**
 * The words under which a package is found by a search: its name without case, and the last part of a name that has parts
 * (`log4j-core` of `org.apache.logging.log4j:log4j-core`, `core` of `@angular/core`).
 */
export function searchNames(name: string): string[] {
  const whole = name.toLowerCase();
  const last = whole.split(/[/:]/).at(-1) ?? '';
  return last === '' || last === whole ? [whole] : [whole, last];
}
