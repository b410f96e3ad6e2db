import type { Attachment, Package } from '@gantry/core';
import { describeChecks } from '../../testing/describe-checks.ts';
import { aBill, aPackage, someFacts } from '../../testing/index.ts';

const lodash = aPackage('npm', 'lodash');
const shell = aPackage('deb', 'bash');
const before = (...packages: Package[]) =>
  someFacts({ bill: aBill([lodash]), previous: { digest: 'sha256:before', packages } });
const attached = (...all: Attachment[]) => someFacts({ attachments: { found: all, unread: [] } });
const signature: Attachment = {
  kind: 'cosign-signature',
  subject: 'sha256:a',
  digest: 'sha256:b',
  from: 'tag',
  mediaType: 'application/vnd.dev.cosign.simplesigning.v1+json',
  content: '{}',
  annotations: {},
};
const results = { NotAFinding: 1, Open: 0, Not_Applicable: 0, Not_Reviewed: 0 };
const stig = (...days: string[]) =>
  someFacts({
    stigEvaluations: days.map((evaluatedAt) => ({ id: 'x', profile: 'p', evaluatedAt, sha256: '', results })),
  });

describeChecks('supply', {
  unsigned: [attached(), attached(signature)],
  'base-unknown': [
    someFacts({ ancestry: { ancestors: [], base: null } }),
    someFacts({ ancestry: { ancestors: [{ digest: 'sha256:a', tags: [], layers: 1 }], base: null } }),
  ],
  'packages-added': [before(), before(lodash)],
  'packages-removed': [before(lodash, shell), before(lodash)],
  'packages-modified': [before(aPackage('npm', 'lodash', { version: '9' })), before(lodash)],
  'package-downgraded': [
    someFacts({
      bill: aBill([lodash]),
      relatedSources: [{ digest: 'r', packages: [aPackage('npm', 'lodash', { version: '9.0.0' })] }],
    }),
    someFacts({ bill: aBill([lodash]), relatedSources: [{ digest: 'r', packages: [lodash] }] }),
  ],
  'no-stig-result': [stig(), stig('2001-01-01T00:00:00Z')],
  'stig-result-old': [stig('2026-10-01T00:00:00Z'), stig('2026-11-01T00:00:00Z')],
});
