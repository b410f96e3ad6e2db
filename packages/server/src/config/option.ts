/** One setting of the server, as data: reading, checking, printing and the reference page derive from it. */
export interface ConfigOption {
  /** Key in the configuration file. */
  readonly key: string;
  /** Environment variables, the first that is set wins. */
  readonly env: readonly string[];
  readonly type: 'text' | 'integer' | 'boolean' | 'list' | 'choice';
  /** For choices, and for lists of them. */
  readonly choices?: readonly string[];
  /** For integers. */
  readonly range?: readonly [least: number, most: number];
  /** For texts: characters. */
  readonly length?: readonly [least: number, most: number];
  /** As text; absent: not set. */
  readonly default?: string;
  /** Never printed. */
  readonly secret?: boolean;
  readonly about: string;
}
