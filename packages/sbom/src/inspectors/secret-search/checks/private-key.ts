const marker = /-----(?:BEGIN|END) [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/g;
const leastBody = 64;

/**
 * Does a PEM block (RFC 7468, or OpenPGP's armour) hold what could be a key? Headers (`Proc-Type: 4,ENCRYPTED`) and line ends written as `\n`
 * are skipped; the rest must be base64, more than code or documentation shows.
 */
export function isPrivateKey(block: string): boolean {
  const body = block
    .replace(marker, '')
    .replace(/\\[nrt]/g, '\n')
    .replace(/^[ \t>*#/"'+]*[A-Za-z-]+: .*$/gm, '')
    .replace(/[\s"'+,\\>*#]/g, '')
    .replace(/=[A-Za-z0-9/]{4}$/, '');
  return body.length >= leastBody && /^[A-Za-z0-9+/]+={0,2}$/.test(body) && new Set(body).size >= 12;
}
