import type { Action, Severity } from '@gantry/core';
import pc from 'picocolors';

/** Colours by meaning; plain text where colour is off. */
export interface Paint {
  action(action: Action, text?: string): string;
  severity(severity: Severity): string;
  strong(text: string): string;
  faint(text: string): string;
}

/** Paints words of a verdict, or leaves them as they are where colours are not wanted. */
export function paint(color: boolean): Paint {
  const colors = pc.createColors(color);
  const byAction = { stop: colors.red, warn: colors.yellow, go: colors.green };
  return {
    action: (action, text = action.toUpperCase()) => colors.bold(byAction[action](text)),
    severity: (severity) => {
      if (severity === 'critical' || severity === 'high') return colors.red(severity);
      return severity === 'medium' ? colors.yellow(severity) : severity;
    },
    strong: colors.bold,
    faint: colors.dim,
  };
}
