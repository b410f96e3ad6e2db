/** A case of a JUnit report. */
export interface JunitCase {
  readonly suite: string;
  readonly className: string;
  readonly name: string;
  /** Why it failed; null when it passed. */
  readonly failure: string | null;
  readonly text: string;
}

/** What a report is made of. */
export interface JunitParts {
  readonly name: string;
  readonly cases: readonly JunitCase[];
  /** What kept it from being evaluated: each is an error. */
  readonly problems: readonly string[];
  /** The one passing case of a report that would be empty, so that CI systems do not call it so. */
  readonly otherwise: string;
}

/** A JUnit report: a suite for each name of one, in the order of their first case. */
export function junitReport({ name, cases, problems, otherwise }: JunitParts): string {
  const suites = new Map<string, JunitCase[]>();
  for (const one of cases) suites.set(one.suite, [...(suites.get(one.suite) ?? []), one]);
  const texts = [...suites].map(([title, members]) => suiteText(title, members));
  if (problems.length > 0) texts.push(problemSuite(problems));
  if (texts.length === 0)
    texts.push(
      `  <testsuite name="policy" tests="1" failures="0"><testcase classname="policy" name="${escapeXml(otherwise)}"/></testsuite>\n`,
    );
  const tests = Math.max(1, cases.length + problems.length);
  const head = `<testsuites name="${escapeXml(name)}" tests="${tests}" failures="${failuresOf(cases)}" errors="${problems.length}">`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${texts.join('')}</testsuites>\n`;
}

function failuresOf(cases: readonly JunitCase[]): number {
  return cases.filter(({ failure }) => failure !== null).length;
}

function suiteText(title: string, cases: readonly JunitCase[]): string {
  const head = `  <testsuite name="${escapeXml(title)}" tests="${cases.length}" failures="${failuresOf(cases)}">`;
  return `${head}\n${cases.map(caseText).join('')}  </testsuite>\n`;
}

function caseText({ className, name, failure, text }: JunitCase): string {
  const head = `    <testcase classname="${escapeXml(className)}" name="${escapeXml(name)}">`;
  const body =
    failure === null
      ? `<system-out>${escapeXml(text)}</system-out>`
      : `<failure message="${escapeXml(failure)}">${escapeXml(text)}</failure>`;
  return `${head}${body}</testcase>\n`;
}

function problemSuite(problems: readonly string[]): string {
  const cases = problems.map(
    (problem) =>
      `    <testcase classname="policy" name="evaluation"><error message="${escapeXml(problem)}"/></testcase>\n`,
  );
  return `  <testsuite name="evaluation" tests="${problems.length}" failures="0" errors="${problems.length}">\n${cases.join('')}  </testsuite>\n`;
}

/** XML 1.0 text: markup escaped, characters that XML forbids replaced. */
export function escapeXml(text: string): string {
  return text
    .replace(forbidden, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Control characters, lone surrogates and two non-characters (XML 1.0, production 2). */
const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
