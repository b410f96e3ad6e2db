import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

const path = new URL('../render/fixtures/sarif-2.1.0.schema.json', import.meta.url);

/** What the official schema of SARIF 2.1.0 (OASIS, in `render/fixtures`) finds wrong with a log; nothing when it is valid. */
export function sarifProblems(log: unknown): string[] {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')) as object);
  validate(log);
  return (validate.errors ?? []).slice(0, 10).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
