import { z } from 'zod';

/** An instant of RFC 3339, in UTC with `Z` whenever Gantry writes it. */
export const dateTime = z.string().meta({ format: 'date-time' });

/** A piece of the path. What it may look like is for the handler to say: clients send digests and names encoded or plain. */
export const pathText = z.string().min(1).max(2_048);

const truths = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['0', false],
  ['no', false],
  ['off', false],
]);

/** `true` or `false` in a query, in any case, as clients of several languages print them. */
export const queryBoolean = z
  .string()
  .transform((text, context) => {
    const value = truths.get(text.toLowerCase());
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: 'expected true or false' });
    return z.NEVER;
  })
  .meta({ type: 'boolean' });

/** A whole number in a query. */
export const queryInteger = z
  .string()
  .regex(/^-?\d{1,15}$/, 'expected a whole number')
  .transform(Number)
  .meta({ type: 'integer' });

/** A list in a query: one parameter with commas, or the parameter repeated. */
export const queryList = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => (Array.isArray(given) ? given : [given]).flatMap((text) => text.split(',')).filter(Boolean))
  .meta({ type: 'array', items: { type: 'string' } });

/** A list in a query whose items have a schema of their own. */
export function queryListOf<T>(item: z.ZodType<T, string>) {
  const { $schema: _, ...described } = z.toJSONSchema(item, { io: 'input', unrepresentable: 'any' });
  return queryList.pipe(z.array(item)).meta({ type: 'array', items: { ...described, ...item.meta() } });
}
