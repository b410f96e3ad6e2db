import { getOauthToken, revokeOauthToken, type TokenResponse } from '@gantry/contract/oauth';
import { isCodedError } from '@gantry/core';
import { lifetimes, type SignIn } from '../../auth/index.ts';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import { oauthErrors } from './errors.ts';

/** The operations that hand out tokens and end them. RFC 6749 (password and refresh grants), RFC 7009. */
export function oauthRoutes(signIn: SignIn): readonly Route[] {
  return [
    route(getOauthToken, async ({ form, address }) => {
      const tokens = await grant(signIn, form, address);
      const body = { ...tokens, token_type: 'Bearer', expires_in: lifetimes.access };
      return reply(getOauthToken, 200, body, { 'cache-control': 'no-store', pragma: 'no-cache' });
    }),
    route(revokeOauthToken, async ({ form }) => {
      await signIn.tokens.revoke(given('token', form.token));
      return reply(revokeOauthToken, 200, undefined);
    }),
  ];
}

interface GrantForm {
  readonly grant_type?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly refresh_token?: string | undefined;
}

type Granted = Pick<TokenResponse, 'access_token' | 'refresh_token'>;

async function grant(signIn: SignIn, form: GrantForm, address: string): Promise<Granted> {
  const { grant_type: type = 'password' } = form;
  try {
    if (type === 'password') {
      const username = given('username', form.username);
      const person = await signIn.byPassword(username, given('password', form.password), address);
      const { access, refresh } = await signIn.tokens.issue(person);
      return { access_token: access, refresh_token: refresh };
    }
    if (type === 'refresh_token') {
      const refresh = given('refresh_token', form.refresh_token);
      return { access_token: await signIn.tokens.refresh(refresh), refresh_token: refresh };
    }
  } catch (error) {
    if (isCodedError(error) && error.code === 'AUTH_REFUSED')
      throw oauthErrors.INVALID_GRANT({ error: 'invalid_grant' });
    throw error;
  }
  throw oauthErrors.UNSUPPORTED_GRANT({ error: 'unsupported_grant_type', given: type.slice(0, 40) });
}

function given(parameter: string, value: string | undefined): string {
  if (value === undefined || value === '') throw oauthErrors.INVALID_REQUEST({ error: 'invalid_request', parameter });
  return value;
}
