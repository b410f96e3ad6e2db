import { bunVersion } from './targets.mjs';

/** The text that goes with the executable: what is in it, from where, under which licence, and how to replace it. */
export function notice({ version, glibc, architecture, bun }) {
  return `Gantry ${version}, self-contained executable for Linux ${architecture}

What is in this folder
======================

Gantry (gantry.mjs, cli/)
  Apache License 2.0. The libraries bundled into cli/ keep their licences; the *.LEGAL.txt files beside the code and
  the comments in it name them.

Bun ${bunVersion} (bun), from the npm package ${bun.name}
  MIT licence, https://github.com/oven-sh/bun (LICENSE.md there is the full list of what it links).
  It contains JavaScriptCore and parts of WebCore of WebKit under the GNU Lesser General Public License 2; the source
  of that version is https://github.com/oven-sh/WebKit, and Bun's repository builds bun from it
  (\`bun run build:local\`), so that a changed WebKit can be linked.
  Also linked: TinyCC (LGPL 2.1); BoringSSL (Apache 2.0 and older OpenSSL/ISC terms); ICU (Unicode licence);
  mimalloc, brotli, c-ares, libdeflate, ls-hpack, ls-qpack, lsquic, picohttpparser, uucode (MIT);
  zstd, lol-html, libwebp, lsquic parts of Chromium (BSD 3-Clause); libbase64, libspng (BSD 2-Clause); libarchive
  (BSD and others); libjpeg-turbo (IJG, BSD 3-Clause, zlib); zlib-ng (zlib); simdutf, highway, uSockets, uWebSockets
  (Apache 2.0); libc++abi parts (Apache 2.0 with LLVM exception); and the polyfills of Node's modules (MIT).

GNU C Library ${glibc.version} (the files lib*.so.* and ld-linux-*), from the Debian package libc6
  GNU Lesser General Public License 2.1 or later; some parts under other free licences. LICENSE.glibc is the
  package's copyright file. Source: https://snapshot.debian.org/package/glibc/${glibc.version}/ or
  \`apt-get source glibc=${glibc.version}\` on Debian.

Replacing a part
================

Every part is a file of its own and is loaded at run time: put your build of a library, of the loader or of bun in
the place of the one in this folder (or unpack the archive behind the launcher, change it and pack it again); nothing
checks it against the original.
`;
}
