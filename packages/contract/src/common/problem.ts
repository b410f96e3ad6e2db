import { z } from 'zod';
import { model } from './model.ts';

/** The body of every error reply. */
export const Problem = model(
  'Problem',
  z.object({
    code: z.int().describe('The HTTP status').optional(),
    httpcode: z.int().describe('The HTTP status again: clients read it under either name').optional(),
    error_type: z.string().describe("A code of Gantry's catalogue, such as `IMAGE_NOT_FOUND`").optional(),
    message: z.string().describe('What is wrong, for people').optional(),
    error: z.string().describe('The word of RFC 6749, in replies of the token operations only').optional(),
    detail: z
      .record(z.string(), z.unknown())
      .describe('Facts for programs: the code again, what to do, the input that was refused')
      .optional(),
  }),
);
export type Problem = z.infer<typeof Problem>;
