import { crc32OfText } from '@gantry/io/hash';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checksumLength = 6;

/**
 * Do the last six characters of a token's random part give the CRC-32 of the ones before them, in base 62? GitHub and npm make their tokens so
 * (GitHub, "Behind GitHub's new authentication token formats", 2021).
 */
export function hasBase62Checksum(random: string): boolean {
  const body = random.slice(0, -checksumLength);
  return random.slice(-checksumLength) === base62(crc32OfText(body)).padStart(checksumLength, '0');
}

/** A number in base 62 with the digits 0-9, A-Z, a-z. */
export function base62(number: number): string {
  const rest = Math.floor(number / 62);
  return (rest > 0 ? base62(rest) : '') + (digits[number % 62] ?? '');
}
