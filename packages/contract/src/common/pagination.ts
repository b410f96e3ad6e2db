import { z } from 'zod';
import { model } from './model.ts';

export const PaginationProperties = model(
  'PaginationProperties',
  z.object({
    page: z.string().optional(),
    next_page: z.string().optional(),
    returned_count: z.int().optional(),
  }),
);
export type PaginationProperties = z.infer<typeof PaginationProperties>;
