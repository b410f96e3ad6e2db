import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AuthenticatedRegistry } from './ci-registry.ts';

/** What an image of the shop differs in. */
export interface ShopImage {
  readonly tag: string;
  /** npm packages and their versions. */
  readonly packages: Readonly<Record<string, string>>;
  readonly user: string;
  readonly ports: readonly string[];
}

/** Root, a remote shell and a package with a critical weakness; and the same after the advice was followed. */
export const badShop: ShopImage = {
  tag: 'bad',
  packages: { minimist: '1.2.0', lodash: '4.17.15' },
  user: 'root',
  ports: ['22/tcp', '8080/tcp'],
};
export const fixedShop: ShopImage = {
  tag: 'fixed',
  packages: { minimist: '1.2.8', lodash: '4.17.21' },
  user: 'app',
  ports: ['8080/tcp'],
};

/** The Dockerfile that says what umoci does. */
export function dockerfileOf({ user, ports, packages }: ShopImage): string {
  const installs = Object.entries(packages).map(([name, version]) => `RUN npm install ${name}@${version}\n`);
  const exposed = ports.map((port) => port.split('/')[0]).join(' ');
  return `FROM debian:12\n${installs.join('')}HEALTHCHECK CMD ["/app/shop", "--alive"]\nEXPOSE ${exposed}\nUSER ${user}\nCMD ["/app/shop"]\n`;
}

/** Builds an image with umoci, in an empty folder, and pushes it with skopeo; its reference. */
export function buildAndPush(image: ShopImage, folder: string, registry: AuthenticatedRegistry): string {
  const layout = join(folder, `layout-${image.tag}`);
  const root = join(folder, `root-${image.tag}`);
  for (const [path, text] of Object.entries(filesOf(image))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const umoci = (...words: string[]) => void execFileSync('umoci', words, { stdio: 'pipe' });
  const name = `${layout}:${image.tag}`;
  umoci('init', '--layout', layout);
  umoci('new', '--image', name);
  umoci('insert', '--image', name, root, '/');
  const ports = image.ports.flatMap((port) => ['--config.exposedports', port]);
  umoci('config', '--image', name, '--config.user', image.user, '--config.cmd', '/app/shop', ...ports);
  const reference = `${registry.host}/team/shop:${image.tag}`;
  const signedIn = ['--dest-creds', `${registry.user}:${registry.password}`, '--dest-tls-verify=false'];
  execFileSync('skopeo', ['copy', '--quiet', ...signedIn, `oci:${name}`, `docker://${reference}`], { stdio: 'pipe' });
  return reference;
}

function filesOf({ packages }: ShopImage): Record<string, string> {
  const installed = Object.entries(packages).map(([name, version]) => [
    `app/node_modules/${name}/package.json`,
    JSON.stringify({ name, version, license: 'MIT' }),
  ]);
  return {
    'usr/lib/os-release':
      'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nID=debian\n',
    'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000::/app:/usr/sbin/nologin\n',
    'var/lib/dpkg/status': dpkgStatus({ 'base-files': '12.4+deb12u5', liblzma5: '5.4.1-1' }),
    'app/shop': '#!/bin/sh\n',
    ...Object.fromEntries(installed),
  };
}

function dpkgStatus(packages: Readonly<Record<string, string>>): string {
  const records = Object.entries(packages).map(
    ([name, version]) =>
      `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\nMaintainer: Team <team@example.com>\nDescription: part of the shop\n`,
  );
  return `${records.join('\n')}\n`;
}
