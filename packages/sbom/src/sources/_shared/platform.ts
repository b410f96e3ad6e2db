import type { Platform } from '@gantry/core';
import { sbomErrors } from '../../errors.ts';

const aliases = new Map<string, readonly [architecture: string, variant?: string]>([
  ['aarch64', ['arm64']],
  ['armel', ['arm', 'v6']],
  ['armhf', ['arm', 'v7']],
  ['i386', ['386']],
  ['x86-64', ['amd64']],
  ['x86_64', ['amd64']],
]);

/** Node's name of an architecture to Go's, which images use. */
const nodeArchitectures = new Map<string, string>([
  ['ia32', '386'],
  ['x64', 'amd64'],
]);

const systems: ReadonlySet<string> = new Set([
  'linux',
  'windows',
  'darwin',
  'freebsd',
  'netbsd',
  'openbsd',
  'solaris',
  'aix',
  'android',
  'wasi',
]);

/** Parses `os/arch[/variant]`, `arch` alone or `os` alone as Docker's --platform does. Fails with SBOM_PLATFORM_INVALID. */
export function parsePlatform(text: string): Platform {
  const parts = text.toLowerCase().split('/');
  if (parts.length > 3 || !parts.every((part) => /^[a-z0-9][a-z0-9_.-]{0,63}$/.test(part)))
    throw sbomErrors.PLATFORM_INVALID({ text });
  const [first = '', second, variant] = parts;
  if (second !== undefined)
    return normalPlatform({ os: first, architecture: second, ...(variant === undefined ? {} : { variant }) });
  if (systems.has(first)) return normalPlatform({ os: first, architecture: localArchitecture() });
  return normalPlatform({ os: 'linux', architecture: first });
}

/** Linux on the architecture of this machine: what is taken from an index when nobody asked for a platform. */
export function defaultPlatform(): Platform {
  return normalPlatform({ os: 'linux', architecture: localArchitecture() });
}

/** One spelling per platform: aliases resolved, `arm64/v8` is `arm64`, `arm` is `arm/v7`, `amd64/v1` is `amd64`. */
export function normalPlatform(platform: Platform): Platform {
  const os = platform.os.toLowerCase();
  const [architecture, implied] = aliases.get(platform.architecture.toLowerCase()) ?? [
    platform.architecture.toLowerCase(),
  ];
  const stated =
    platform.variant?.toLowerCase().replace(/^(?=\d)/, 'v') ?? implied ?? (architecture === 'arm' ? 'v7' : undefined);
  const redundant = (architecture === 'arm64' && stated === 'v8') || (architecture === 'amd64' && stated === 'v1');
  return { os, architecture, ...(stated === undefined || redundant ? {} : { variant: stated }) };
}

/**
 * How well an image for `offered` serves `wanted`: 0 exactly, more for an older ARM variant that it runs as well, undefined not at all.
 */
export function platformDistance(wanted: Platform, offered: Platform): number | undefined {
  const left = normalPlatform(wanted);
  const right = normalPlatform(offered);
  if (left.os !== right.os || left.architecture !== right.architecture) return undefined;
  if (left.variant === right.variant) return 0;
  if (left.architecture !== 'arm' && left.architecture !== 'amd64') return undefined;
  const distance = level(left.variant) - level(right.variant);
  return distance > 0 ? distance : undefined;
}

/** `os/arch[/variant]`. */
export function platformText(platform: Platform): string {
  return [platform.os, platform.architecture, ...(platform.variant === undefined ? [] : [platform.variant])].join('/');
}

/** BuildKit gives attestation manifests this platform. */
export function isUnknownPlatform(platform: Platform | undefined): boolean {
  return platform?.os === 'unknown' && platform.architecture === 'unknown';
}

function level(variant: string | undefined): number {
  return variant === undefined ? 1 : Number.parseInt(variant.slice(1), 10) || 0;
}

function localArchitecture(): string {
  return nodeArchitectures.get(process.arch) ?? process.arch;
}
