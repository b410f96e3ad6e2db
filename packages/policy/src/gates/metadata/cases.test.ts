import type { ImageConfig } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../greening/apply-edits.ts';
import { describeTriggers } from '../../testing/describe-triggers.ts';
import { aBill, aConfig, anImage, inspected, retrieved, runRule, someFacts } from '../../testing/index.ts';

function configured(more: Partial<ImageConfig>) {
  return { bill: aBill([], { source: anImage({ config: aConfig(more) }) }) };
}

const folder = someFacts({ tag: null, bill: aBill([], { source: { kind: 'directory', target: 'x', path: '/x' } }) });
const sbom = someFacts({ tag: null, bill: aBill([], { source: { kind: 'other', target: 'x' } }) });
const labelled = someFacts(configured({ labels: { team: 'payments' } }));
const annotated = someFacts({ annotations: { exposure: 'public' } });
const passwd = 'root:x:0:0::/root:/bin/sh\napp:x:1000:1000::/app:/bin/sh\n4000:x:0:0::/:/bin/sh\n';
const kept = { retrievedFiles: retrieved({ '/etc/passwd': passwd }) };
const user = (name: string) => inspected(kept, configured({ user: name }));
const bare = (name: string) => someFacts(configured({ user: name }));
const noFile = inspected({ retrievedFiles: retrieved({ '/etc/passwd': null }) }, configured({ user: 'app' }));
const built = (created: string) => someFacts(configured({ created }));

const label = (check: string, value: string, has: string) => [
  `Label check for label: 'team' check: '${check}' check_value: '${value}' matched image value: '${has}'`,
];
const annotation = (check: string, value: string, has: string) => [
  `Annotation check for annotation: 'exposure' check: '${check}' check_value: '${value}' matched image value: '${has}'`,
];

describeTriggers('metadata', {
  annotation: {
    fires: [
      [{ name: 'exposure', check: '=', value: 'public' }, annotated, annotation('=', 'public', 'public')],
      [{ name: 'exposure', check: 'not_exists' }, someFacts({ annotations: {} }), annotation('not_exists', '', 'None')],
    ],
    silent: [
      [{ name: 'exposure', check: 'in', value: 'internal,none' }, annotated],
      [{ name: 'toString', check: 'exists' }, annotated],
    ],
    refuses: [[{ name: 'x' }, ['missing_parameter']]],
    missing: [[{ name: 'x', check: 'not_exists' }, someFacts(), ['error not_evaluated'], 'on the server']],
  },
  attribute: {
    fires: [
      [
        { attribute: 'architecture', check: 'not_in', value: 'arm64' },
        someFacts(),
        [
          "Attribute check for attribute: 'architecture' check: 'not_in' check_value: 'arm64' matched image value: 'amd64'",
        ],
      ],
    ],
    silent: [[{ attribute: 'size', check: '>', value: '1gb' }, someFacts()]],
    refuses: [[{ attribute: 'size', check: '>', value: 'big' }, ['invalid_parameter']]],
    missing: [
      [{ attribute: 'size', check: '>', value: '1' }, sbom, ['error not_evaluated'], 'only an image'],
      [{ attribute: 'size', check: '>', value: '1' }, folder, ['warn not_applicable'], 'only an image'],
    ],
  },
  created_age: {
    fires: [[{ max_days: '30' }, built('2026-01-01T00:00:00Z'), ['Image was built more than 30 days ago']]],
    silent: [[{ max_days: '30' }, built('2026-11-01T00:00:00.123456789Z')]],
    refuses: [
      [{}, ['missing_parameter']],
      [{ max_days: '-1' }, ['invalid_parameter']],
    ],
    missing: [
      [{ max_days: '1' }, built('1970-01-01T00:00:00Z'), ['error not_evaluated'], 'reproducible'],
      [{ max_days: '1' }, built('0001-01-01T00:00:00Z'), ['error not_evaluated'], 'reproducible'],
      [{ max_days: '1' }, built('2036-01-01T00:00:00Z'), ['error not_evaluated'], 'in the future'],
      [{ max_days: '1' }, built('yesterday'), ['error not_evaluated'], 'no readable build date'],
      [{ max_days: '1' }, sbom, ['error not_evaluated'], 'check the image itself'],
      [{ max_days: '1' }, folder, ['warn not_applicable'], 'only an image'],
    ],
  },
  effective_uid: {
    fires: [
      [{}, bare(''), ["Image runs as user id 0, which is denied (USER '')"]],
      [{}, bare('0:0'), ["Image runs as user id 0, which is denied (USER '0:0')"]],
      [{}, user('root'), ["Image runs as user id 0, which is denied (USER 'root')"]],
      [{}, user('4000'), ["Image runs as user id 0, which is denied (USER '4000')"]],
      [{ min_uid: '10000' }, user('app'), ["Image runs as user id 1000, which is below 10000 (USER 'app')"]],
      [{ denied_uids: '1000' }, user('app:root'), ["Image runs as user id 1000, which is denied (USER 'app:root')"]],
      [{}, user('ghost'), ["User 'ghost' of the image cannot be resolved to a user id"]],
      [{}, noFile, ["User 'app' of the image cannot be resolved to a user id"]],
    ],
    silent: [
      [{}, user('app')],
      [{ min_uid: '1000' }, user('1000:1000')],
      [{}, bare('65532')],
      [{ unresolvable: 'ignore' }, user('ghost')],
    ],
    refuses: [[{ denied_uids: 'root', unresolvable: 'x' }, ['invalid_parameter', 'invalid_parameter']]],
    missing: [
      [{}, bare('app'), ['error not_evaluated'], 'no files were kept'],
      [{}, sbom, ['error not_evaluated'], 'check the image itself'],
      [{}, folder, ['warn not_applicable'], 'only an image'],
    ],
  },
  label: {
    fires: [
      [{ name: 'team', check: '=', value: 'payments' }, labelled, label('=', 'payments', 'payments')],
      [{ name: 'team', check: 'like', value: 'pay' }, labelled, label('like', 'pay', 'payments')],
      [{ name: 'team', check: 'exists' }, labelled, label('exists', '', 'payments')],
      [{ name: 'team', check: 'not_exists' }, someFacts(), label('not_exists', '', 'None')],
      [{ name: 'team', check: '!=', value: 'a' }, someFacts(), label('!=', 'a', 'None')],
      [{ name: 'team', check: 'not_like', value: 'a' }, someFacts(), label('not_like', 'a', 'None')],
      [{ name: 'team', check: 'not_in', value: 'a,b' }, someFacts(), label('not_in', 'a,b', 'None')],
    ],
    silent: [
      [{ name: 'team', check: 'not_in', value: 'payments,orders' }, labelled],
      [{ name: 'team', check: '=' }, labelled],
      [{ name: 'team', check: 'like', value: '.*' }, someFacts()],
    ],
    refuses: [
      [{ name: 'a', check: '>' }, ['invalid_parameter']],
      [{ name: 'a', check: 'like', value: '(' }, ['invalid_parameter']],
    ],
    missing: [
      [{ name: 'a', check: 'exists' }, sbom, ['error not_evaluated'], 'check the image itself'],
      [{ name: 'a', check: 'exists' }, folder, ['warn not_applicable'], 'only an image'],
      [
        { name: 'a', check: 'like', value: '.*x$' },
        someFacts(configured({ labels: { a: 'y'.repeat(10_000) } })),
        ['warn partly_evaluated'],
        'too long',
      ],
    ],
  },
});

describe('policy/gates/metadata', () => {
  it('a USER at the end of the Dockerfile changes the user of the image', () => {
    const facts = bare('');
    const remedy = { kind: 'dockerfile', says: '', edit: { op: 'append', line: 'USER 65532:65532' } } as const;
    const edited = applyEdits(facts, [{ ...remedy, packageIds: [], clears: [], proven: true }]);
    expect(edited.bill.source).toMatchObject({ config: { user: '65532:65532' } });
    expect(runRule('metadata.effective_uid', {}, edited).messages).toEqual([]);
  });
});
