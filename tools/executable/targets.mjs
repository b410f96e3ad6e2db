// For which machines the executable is built, and from what. An integrity is the sha512 of the archive in the registry.

/** The version of Bun that every executable carries. */
export const bunVersion = '1.4.5';

/** By the name of the architecture in URLs and of Debian. */
export const targets = {
  amd64: {
    machine: 'x86_64',
    bun: {
      name: '@oven/bun-linux-x64',
      integrity: 'sha512-IWX9BELoGHAUtMonkeSaNaZwXzRk+oDw6Mk+HBFXd3KHYIBNBsIGRupMZPcgNoDbJpLu6gAJjIoIVPZtt1aJ1g==',
    },
    loader: 'ld-linux-x86-64.so.2',
    libraries: 'lib/x86_64-linux-gnu',
  },
  arm64: {
    machine: 'aarch64',
    bun: {
      name: '@oven/bun-linux-aarch64',
      integrity: 'sha512-4BXmsSKnjOrlGWqZV4x/oWa7AVoR+B6lCXddMzOAXBIm3t50eslg9wb66gmtW1AamEQ1l1CDvmmruysEhqOWMg==',
    },
    loader: 'ld-linux-aarch64.so.1',
    libraries: 'lib/aarch64-linux-gnu',
  },
};

/** What Bun links from the C library, besides the loader (`objdump -p bun`). */
export const libraries = ['libc.so.6', 'libpthread.so.0', 'libdl.so.2', 'libm.so.6'];
