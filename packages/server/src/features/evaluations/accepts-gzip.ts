/** Does an `Accept-Encoding` header name gzip, and not rule it out by a weight of zero (RFC 9110, 12.5.3)? */
export function acceptsGzip(header: string | undefined): boolean {
  return (header ?? '').split(',').some((one) => {
    const [name = '', ...parameters] = one.split(';').map((part) => part.trim().toLowerCase());
    return name === 'gzip' && !parameters.some((parameter) => /^q\s*=\s*0(?:\.0*)?$/.test(parameter));
  });
}
