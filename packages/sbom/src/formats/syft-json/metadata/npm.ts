import type { NpmMetadata } from '@gantry/core';
import { defined } from '@gantry/core/json';
import { asObject, asText } from '../../_shared/json.ts';
import { defineCodec } from './codec.ts';

const lockEntry = 'javascript-npm-package-lock-entry';

export const npm = defineCodec<NpmMetadata>({
  kind: 'npm',
  reads: ['javascript-npm-package', lockEntry, 'javascript-yarn-lock-entry', 'javascript-pnpm-lock-entry'],
  typeOf: (pkg) => (pkg.evidence === 'declared' ? lockEntry : 'javascript-npm-package'),
  encode: (metadata, pkg) =>
    pkg.evidence === 'declared'
      ? {
          resolved: metadata.resolved ?? '',
          integrity: metadata.integrity ?? '',
          dependencies: metadata.dependencies ?? {},
        }
      : {
          name: pkg.name,
          version: pkg.version ?? '',
          author: metadata.author ?? '',
          homepage: metadata.homepage ?? '',
          description: metadata.description ?? '',
          url: metadata.repository ?? '',
          private: metadata.private === true,
        },
  decode: (raw) => ({
    kind: 'npm',
    ...defined({
      description: asText(raw['description']),
      homepage: asText(raw['homepage']),
      author: asText(raw['author']),
      repository: asText(raw['url']),
      private: raw['private'] === true || undefined,
      resolved: asText(raw['resolved']),
      integrity: asText(raw['integrity']),
      dependencies: raw['dependencies'] ? textsOf(raw['dependencies']) : undefined,
    }),
  }),
});

function textsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asObject(value)).flatMap(([name, text]) => (asText(text) ? [[name, String(text)]] : [])),
  );
}
