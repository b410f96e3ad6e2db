/**
 * Scores CVSS vectors. A door of its own, which the package's main one leaves out: only reading feeds needs the calculator, and
 * every command would pay for loading it.
 */
export * from './score.ts';
