const exampleSubject = '1234567890';

/** Is this a signed or encrypted JSON web token (RFC 7519), and not the one that every documentation shows? */
export function isJwt(text: string): boolean {
  const [head = '', body = '', signature = ''] = text.split('.');
  const header = jsonObject(head);
  if (header === null || typeof header['alg'] !== 'string' || header['alg'] === 'none' || signature === '')
    return false;
  if (typeof header['enc'] === 'string') return true;
  const claims = jsonObject(body);
  return claims !== null && Object.keys(claims).length > 0 && claims['sub'] !== exampleSubject;
}

function jsonObject(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
