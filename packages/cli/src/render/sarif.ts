import type { Severity } from '@gantry/core';
import { toolVersion } from '../terminal/tool-version.ts';

/** A rule of a SARIF run. */
export interface SarifRule {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly url?: string | null;
  readonly severity?: Severity;
  /** Controls of frameworks. */
  readonly tags?: readonly string[];
}

/** A result of a SARIF run. */
export interface SarifResult {
  readonly rule: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: string;
  /** Path inside the artifact. */
  readonly path: string;
  readonly fingerprint: string;
  /** 1 unless it is known. */
  readonly line?: number;
}

/** A SARIF 2.1.0 log with one run (OASIS sarif-v2.1.0); `security-severity` is what code hosts sort by. */
export function sarifLog(rules: readonly SarifRule[], results: readonly SarifResult[]): Record<string, unknown> {
  const order = new Map(rules.map((rule, index) => [rule.id, index]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'gantry', version: toolVersion, rules: rules.map(sarifRule) } },
        results: results.map((result) => ({
          ruleId: result.rule,
          ruleIndex: order.get(result.rule) ?? -1,
          level: result.level,
          message: { text: result.message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(result.path) },
                region: { startLine: result.line ?? 1 },
              },
            },
          ],
          partialFingerprints: { 'gantry/v1': result.fingerprint },
        })),
      },
    ],
  };
}

function sarifRule(rule: SarifRule): Record<string, unknown> {
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    help: { text: rule.help },
    ...(rule.url && isWebAddress(rule.url) ? { helpUri: rule.url } : {}),
    ...(rule.severity ? { properties: { 'security-severity': scores[rule.severity], tags: ['security'] } } : {}),
    ...(!rule.severity && rule.tags?.length ? { properties: { tags: [...new Set(rule.tags)] } } : {}),
  };
}

const scores: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  negligible: '1.0',
  unknown: '0.0',
};

/** Half characters, which have no bytes in UTF-8. */
const loneSurrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** References of advisories are foreign text; a reader of the log will make links of them. */
function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s"<>\\^`{|}]+$/i.test(text) && URL.canParse(text);
}

/** SARIF wants a relative URI; a path of an image has no scheme. */
function uriOf(path: string): string {
  const relative = path.replace(/^\/+/, '') || 'artifact';
  return relative.replace(loneSurrogates, '\ufffd').split('/').map(encodeURIComponent).join('/');
}
