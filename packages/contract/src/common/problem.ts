import { z } from 'zod';
import { model } from './model.ts';

/** The body of every error reply. */
export const Problem = model(
  'Problem',
  z.object({
    /** The HTTP status, as a number; clients of the wire read it under both names. */
    code: z.int().optional(),
    httpcode: z.int().optional(),
    /** A code of Gantry's catalogue, such as `IMAGE_NOT_FOUND`. */
    error_type: z.string().optional(),
    /** What is wrong and what to do, for people. */
    message: z.string().optional(),
    /** Facts for programs: the code again, the input that was refused, the missing permissions. */
    /** The error code of OAuth (RFC 6749, section 5.2), in replies of the token operations only. */
    error: z.string().optional(),
    detail: z.record(z.string(), z.unknown()).optional(),
  }),
);
export type Problem = z.infer<typeof Problem>;
