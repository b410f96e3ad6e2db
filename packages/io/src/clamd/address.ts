import { isAbsolute } from 'node:path';
import { ioErrors } from '../errors/index.ts';

/** Where clamd listens. */
export type ClamdAddress = { readonly socketPath: string } | { readonly host: string; readonly port: number };

const defaultPort = 3310;

/**
 * Reads the address of clamd as people write it: `unix:/run/clamav/clamd.ctl`, the path alone, `tcp://host:3310`, `host:3310` or `[::1]:3310`.
 * Fails with IO_CLAMD_ADDRESS.
 */
export function parseClamdAddress(text: string): ClamdAddress {
  const path = text.startsWith('unix:') ? text.slice('unix:'.length).replace(/^\/\/(?=\/)/, '') : text;
  if (isAbsolute(path)) return { socketPath: path };
  const [, bracketed, plain, digits] =
    /^(?:tcp:\/\/)?(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::(\d{1,5}))?\/?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = digits === undefined ? defaultPort : Number(digits);
  if (host === undefined || host === 'unix' || port < 1 || port > 65_535) throw ioErrors.CLAMD_ADDRESS({ text });
  return { host, port };
}

/** The address as people write it. */
export function clamdAddressText(address: ClamdAddress): string {
  if ('socketPath' in address) return `unix:${address.socketPath}`;
  return `tcp://${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`;
}
