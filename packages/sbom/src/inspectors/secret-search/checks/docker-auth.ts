import { isPlaceholder } from './placeholder.ts';

const words: ReadonlySet<string> = new Set(['password', 'pass', 'passwd', 'secret', 'bar', 'test', 'pw']);

/** Is the value of `auth` in a Docker configuration the base64 of `user:password`? */
export function isDockerAuth(value: string): boolean {
  if (value.length % 4 === 1) return false;
  const text = Buffer.from(value, 'base64').toString('latin1');
  const [, user = '', password = ''] = /^([\x21-\x7e]+?):([\x20-\x7e]+)$/.exec(text) ?? [];
  return user !== '' && password !== '' && !words.has(password.toLowerCase()) && !isPlaceholder(password);
}
