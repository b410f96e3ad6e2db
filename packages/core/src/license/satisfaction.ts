import parseExpression from 'spdx-expression-parse';

type Expression = ReturnType<typeof parseExpression>;
type Term = Extract<Expression, { license: string }>;

/** The licences that an SPDX expression names, each with its exception: `GPL-2.0-only WITH Classpath-exception-2.0`. Empty when it is none. */
export function licenseTerms(expression: string): string[] {
  const tree = parsed(expression);
  return tree === null ? [] : [...new Set(terms(tree).map(nameOf))];
}

/**
 * Can the terms of an SPDX expression be kept with these licences alone (AND needs both sides, OR one)? A listed licence also stands for
 * itself with an exception, since exceptions only add permissions; `X-or-later` may be used as `X-only`, and whoever lists `X-or-later`
 * means `X-only` too. Null when it is no expression.
 */
export function satisfiesLicenses(expression: string, allowed: ReadonlySet<string>): boolean | null {
  const tree = parsed(expression);
  return tree && holds(tree, allowed);
}

/** Most packages repeat a handful of expressions; the memory of them is bounded. */
const seen = new Map<string, Expression | null>();
const maxSeen = 2000;

function parsed(expression: string): Expression | null {
  const known = seen.get(expression);
  if (known !== undefined) return known;
  if (seen.size >= maxSeen) seen.clear();
  const tree = parse(expression);
  seen.set(expression, tree);
  return tree;
}

function parse(expression: string): Expression | null {
  try {
    return parseExpression(expression);
  } catch {
    return null;
  }
}

function terms(tree: Expression): Term[] {
  return 'license' in tree ? [tree] : [...terms(tree.left), ...terms(tree.right)];
}

function holds(tree: Expression, allowed: ReadonlySet<string>): boolean {
  if ('license' in tree) return spellings(tree).some((name) => allowed.has(name));
  const left = holds(tree.left, allowed);
  return tree.conjunction === 'and' ? left && holds(tree.right, allowed) : left || holds(tree.right, allowed);
}

function nameOf({ license, plus, exception }: Term): string {
  return `${license}${plus ? '+' : ''}${exception === undefined ? '' : ` WITH ${exception}`}`;
}

/** Everything that a list may hold for a term to be allowed. */
function spellings(term: Term): string[] {
  const { exception: _exception, ...bare } = term;
  return [nameOf(term), nameOf(bare), ...otherVersions(bare.license)];
}

function otherVersions(license: string): string[] {
  if (license.endsWith('-or-later')) return [license.replace(/-or-later$/, '-only')];
  if (license.endsWith('-only')) return [license.replace(/-only$/, '-or-later')];
  return [license, `${license}+`];
}
