import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { parsePlatform, platformDistance, platformText } from './platform.ts';

describe('sources/_shared/platform', () => {
  it.each([
    ['linux/amd64', 'linux/amd64'],
    ['linux/x86_64', 'linux/amd64'],
    ['amd64', 'linux/amd64'],
    ['linux/amd64/v1', 'linux/amd64'],
    ['linux/arm64/v8', 'linux/arm64'],
    ['aarch64', 'linux/arm64'],
    ['linux/arm', 'linux/arm/v7'],
    ['linux/arm/6', 'linux/arm/v6'],
    ['armel', 'linux/arm/v6'],
    ['Windows/AMD64', 'windows/amd64'],
  ])('%s is %s', (text, expected) => {
    expect(platformText(parsePlatform(text))).toBe(expected);
  });

  it.each(['', '/', 'linux/', 'a/b/c/d', 'linux/amd 64', 'linux/../etc', 'x'.repeat(100)])(
    '%j is none',
    async (text) => {
      expect(await failureCode(() => parsePlatform(text))).toBe('SBOM_PLATFORM_INVALID');
    },
  );

  it.each([
    ['linux/arm64', 'linux/arm64/v8', 0],
    ['linux/arm/v7', 'linux/arm/v6', 1],
    ['linux/arm/v6', 'linux/arm/v7', undefined],
    ['linux/amd64/v3', 'linux/amd64', 2],
    ['linux/amd64', 'linux/amd64/v3', undefined],
    ['linux/amd64', 'windows/amd64', undefined],
    ['linux/amd64', 'linux/386', undefined],
  ])('an image for %s, offered %s: %s', (wanted, offered, distance) => {
    expect(platformDistance(parsePlatform(wanted), parsePlatform(offered))).toBe(distance);
  });
});
