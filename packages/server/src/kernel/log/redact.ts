/** What stands in the place of a secret. */
export const hidden = '[hidden]';

const secretName = /pass(word|wd|phrase)|secret|token|authorization|credential|cookie|api[-_]?key|private[-_]?key/i;
const scheme = /\b(basic|bearer)\s+[\w.~+/=-]{4,}/gi;
const urlPassword = /\b([a-z][a-z0-9+.-]*:\/\/[^\s/:@]*):[^\s/@]+@/gi;
const keyInQuery = /([?&](?:[\w-]*(?:token|secret|password|key|signature)[\w-]*)=)[^&\s"]+/gi;

/** A text without credentials: those of an Authorization header, passwords in URLs, keys in queries. */
export function redactText(text: string): string {
  return text.replace(scheme, `$1 ${hidden}`).replace(urlPassword, `$1:${hidden}@`).replace(keyInQuery, `$1${hidden}`);
}

/** The most levels of a value, items of a list and characters of a text that a log line holds. */
const limits = { depth: 6, items: 100, text: 8_192 };

/** A value as a log line may hold it: no secrets, bounded, plain. Errors keep code, text, stack and cause. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(cut(value));
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (depth >= limits.depth) return '[deeper]';
  if (value instanceof Error) return redactError(value, depth);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, limits.items).map((item) => redact(item, depth + 1));
  return redactFields(value instanceof Set || value instanceof Map ? { size: value.size } : value, depth);
}

function redactFields(value: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(value).slice(0, limits.items);
  return Object.fromEntries(
    entries.map(([name, inner]) => [
      name,
      secretName.test(name) && !isHarmless(inner) ? hidden : redact(inner, depth + 1),
    ]),
  );
}

/** A count or a flag under a tell-tale name tells nothing. */
function isHarmless(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined;
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  const { code, facts } = error as { readonly code?: unknown; readonly facts?: unknown };
  return {
    name,
    ...(code === undefined ? {} : { code: redact(code, depth + 1) }),
    message: redactText(cut(message)),
    ...(facts === undefined ? {} : { facts: redact(facts, depth + 1) }),
    ...(stack === undefined ? {} : { stack: redactText(cut(stack)) }),
    ...(cause === undefined ? {} : { cause: redact(cause, depth + 1) }),
  };
}

function cut(text: string): string {
  return text.length > limits.text ? `${text.slice(0, limits.text)}…` : text;
}
