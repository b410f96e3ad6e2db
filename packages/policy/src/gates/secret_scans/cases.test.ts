import type { PolicyFacts } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { describeTriggers } from '../../testing/describe-triggers.ts';
import {
  aBill,
  aDocument,
  aHit,
  anImage,
  aRule,
  aSearch,
  inspected,
  someFacts,
  verdictOf,
} from '../../testing/index.ts';

const layer = `sha256:${'1'.repeat(64)}`;
const hits = [
  aHit('/app/.env', 'AWS_ACCESS_KEY', { line: 3, layer }),
  aHit('/app/.env', 'AWS_ACCESS_KEY', { line: 9, layer }),
  aHit('/root/.ssh/id_rsa', 'PRIV_KEY'),
  aHit('/tmp/key', 'PRIV_KEY', { visible: false, layer }),
];
const facts = inspected({ secretSearch: aSearch(hits) });
const deep = inspected({ secretSearch: aSearch(hits, { allLayers: true }) });
const clean = searched({});
const cut = searched({ skipped: [{ path: '/big', because: 'too large' }] });

function searched(more: object): PolicyFacts {
  return inspected({ secretSearch: aSearch([], { patterns: [{ name: 'PRIV_KEY', regex: '-+BEGIN' }], ...more }) });
}

const said = (file: string, name: string) =>
  `Secret content search analyzer found regexp match in container: file=${file} regexp=${name}=${name}.+`;
const notSaid = (file: string, name: string) =>
  `Secret content search analyzer did not find regexp match in container: filename_regex=${file} content_regex_name=${name}`;

describeTriggers('secret_scans', {
  content_regex_checks: {
    fires: [
      [{}, facts, [said('/app/.env', 'AWS_ACCESS_KEY'), said('/root/.ssh/id_rsa', 'PRIV_KEY')]],
      [{ content_regex_name: 'PRIV_KEY' }, facts, [said('/root/.ssh/id_rsa', 'PRIV_KEY')]],
      [{ filename_regex: '/app/' }, facts, [said('/app/.env', 'AWS_ACCESS_KEY')]],
      [
        { all_layers: 'true', content_regex_name: 'PRIV_KEY' },
        deep,
        [
          said('/root/.ssh/id_rsa', 'PRIV_KEY'),
          `${said('/tmp/key', 'PRIV_KEY')} (deleted by a later layer, and still in the image)`,
        ],
      ],
      [{ match_type: 'notfound' }, clean, [notSaid('*', 'all')]],
      [
        { match_type: 'notfound', filename_regex: '/opt/', content_regex_name: 'PRIV_KEY' },
        facts,
        [notSaid('/opt/', 'PRIV_KEY')],
      ],
    ],
    silent: [
      [{}, clean],
      [{ match_type: 'notfound' }, facts],
      [{ filename_regex: 'app' }, facts],
      [{ filename_regex: '/tmp/' }, deep],
    ],
    refuses: [
      [{ filename_regex: '[' }, ['invalid_parameter']],
      [{ match_type: 'maybe', all_layers: 'x' }, ['invalid_parameter', 'invalid_parameter']],
    ],
    missing: [
      [{}, someFacts(), ['error not_evaluated'], 'gantry check --inspect'],
      [{ all_layers: 'true' }, facts, ['error not_evaluated'], 'with all layers'],
      [{ content_regex_name: 'API_KEY' }, facts, ['error not_evaluated'], 'did not look for API_KEY'],
      [{}, searched({ patterns: [] }), ['error not_evaluated'], 'no expressions are configured'],
      [{}, cut, ['warn partly_evaluated'], '1 file skipped (too large): /big'],
      [{ match_type: 'notfound' }, cut, ['warn partly_evaluated'], '1 file skipped (too large): /big'],
    ],
  },
  scan_not_run: {
    fires: [
      [{}, someFacts(), ['No secret scan found']],
      [{}, searched({ patterns: [] }), ['No secret scan found']],
      [{ fire_on_skipped_files: 'true' }, cut, ['Secret scan skipped a file: file=/big (too large)']],
    ],
    silent: [
      [{}, facts],
      [{}, cut],
      [{ fire_on_skipped_files: 'true' }, clean],
    ],
    refuses: [[{ fire_on_skipped_files: 'perhaps' }, ['invalid_parameter']]],
    missing: 'a missing search is what it fires for',
  },
});

describe('policy/gates/secret_scans', () => {
  it('says where the file comes from, without the values of its instruction', () => {
    const createdBy = 'RUN /bin/sh -c TOKEN="s3cr3t word" KEY=hunter2 make secrets # buildkit';
    const one = { digest: layer, diffId: layer, mediaType: 'x', size: 1, createdBy };
    const bill = aBill([], { source: anImage({ layers: [one] }) });
    const verdict = verdictOf(aDocument([aRule('secret_scans.content_regex_checks')]), { ...facts, bill });
    expect(verdict.findings[0]).toMatchObject({
      path: '/app/.env',
      layer,
      fix: { kind: 'dockerfile', says: expect.stringContaining('layer 1 of 1, RUN TOKEN=… KEY=… make secrets') },
    });
    expect(JSON.stringify(verdict)).not.toMatch(/s3cr3t|hunter2/);
  });
});
