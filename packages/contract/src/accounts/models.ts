import { z } from 'zod';
import { Account, model, User } from '../common/index.ts';

export const AccountCreationRequest = model(
  'AccountCreationRequest',
  z.object({
    name: z.string().regex(/^[a-zA-Z0-9][ a-zA-Z0-9@.!$+=^_`~;-]{1,126}[a-zA-Z0-9_]$/),
    email: z
      .string()
      .regex(
        /[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?/,
      )
      .optional(),
  }),
);
export type AccountCreationRequest = z.infer<typeof AccountCreationRequest>;

export const AccountInfo = model(
  'AccountInfo',
  z.object({
    email: z
      .string()
      .regex(
        /[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?/,
      )
      .optional(),
  }),
);
export type AccountInfo = z.infer<typeof AccountInfo>;

export const AccountList = model('AccountList', z.array(Account));
export type AccountList = z.infer<typeof AccountList>;

export const AccountStatus = model(
  'AccountStatus',
  z.object({
    state: z.enum(['enabled', 'disabled']).optional(),
  }),
);
export type AccountStatus = z.infer<typeof AccountStatus>;

export const UserCreationRequest = model(
  'UserCreationRequest',
  z.object({
    username: z.string().regex(/^[a-zA-Z0-9][ a-zA-Z0-9@.!#$+=^_`~;:-]{1,126}[a-zA-Z0-9_]$/),
    password: z
      .string()
      .regex(/.{6,128}$/)
      .describe('8 to 128 characters; absent: the user signs in with API keys only')
      .optional(),
    user_type: z.enum(['native', 'saml']).describe('`native` is the default').optional(),
    idp_name: z.string().optional(),
  }),
);
export type UserCreationRequest = z.infer<typeof UserCreationRequest>;

export const Users = model(
  'Users',
  z.object({
    items: z.array(User).optional(),
    total_rows: z.int().optional(),
  }),
);
export type Users = z.infer<typeof Users>;
