import { type Client, createClient } from '@gantry/contract/client';
import { readTextFile } from '@gantry/io/files';
import { createHttpClient } from '@gantry/io/http';
import { cliErrors } from '../errors.ts';
import { flag, type OptionValues, text } from '../settings/option.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { toolVersion } from '../terminal/tool-version.ts';
import { sendOver } from './transport.ts';

/** What a session is made from: the connection options of a call. */
export interface Calling {
  readonly connection: OptionValues;
  readonly terminal: Terminal;
}

/** How careful a session is. */
export interface SessionStyle {
  /** Only operations that need no sign-in. */
  readonly anonymous?: boolean;
  /** How often a read is repeated when the server fails or cannot be reached. */
  readonly retries?: number;
  /** Milliseconds that the server may take, when the connection options do not say. */
  readonly patience?: number;
}

/** Somebody waits at the terminal: a server that is away for longer is told of. */
const usualRetries = 2;

/** Seconds that the server may take for an answer. */
const usualTimeout = 180;

const maxAuthorityBytes = 1024 * 1024;

/** Does the work with a client of the server that the options name. Fails with CLI_NO_URL and CLI_NO_CREDENTIALS. */
export async function withServer<T>(
  calling: Calling,
  work: (client: Client) => Promise<T>,
  style: SessionStyle = {},
): Promise<T> {
  const { connection, terminal } = calling;
  const baseUrl = requireAddress(connection);
  const credentials = style.anonymous ? {} : requireCredentials(connection, baseUrl);
  const account = text(connection, 'account');
  const http = createHttpClient({
    ...(await httpOptions(connection, style)),
    userAgent: `gantry/${toolVersion}`,
    environment: terminal.env,
  });
  try {
    const send = sendOver(http, terminal.signal);
    return await work(createClient({ baseUrl, ...credentials, ...(account ? { account } : {}), send }));
  } finally {
    await http.close();
  }
}

async function httpOptions(connection: OptionValues, { retries = usualRetries, patience }: SessionStyle) {
  const ca = text(connection, 'httpCa');
  const seconds = Number(text(connection, 'httpTimeout') ?? usualTimeout);
  return {
    unverifiedTls: flag(connection, 'httpTlsInsecure'),
    ...(ca ? { ca: await readTextFile(ca, maxAuthorityBytes) } : {}),
    retries,
    idleTimeout: text(connection, 'httpTimeout') || patience === undefined ? seconds * 1000 : patience,
  };
}

function requireAddress(connection: OptionValues): string {
  const url = text(connection, 'url');
  if (!url) throw cliErrors.NO_URL();
  return url;
}

function requireCredentials(connection: OptionValues, url: string): { username: string; password: string } {
  const username = text(connection, 'username');
  const password = text(connection, 'password');
  if (!username) throw cliErrors.NO_CREDENTIALS({ what: 'user name', url });
  if (!password) throw cliErrors.NO_CREDENTIALS({ what: 'password', url });
  return { username, password };
}
