import { createHash } from 'node:crypto';
import {
  deleteFeed,
  getSystemFeed,
  getSystemFeeds,
  postSystemFeeds,
  toggleFeedEnabled,
  uploadSystemFeed,
} from '@gantry/contract/feeds';
import { queryImagesByPackage, queryVulnerabilities } from '@gantry/contract/query';
import { statelessScan, vulnerabilityScanSbom } from '@gantry/contract/scans';
import { zipOf } from '@gantry/vulns/testing';
import type { Ask } from '../ask.ts';
import { advisoryIds, advisoryRecords, importParts } from '../material.ts';
import { people } from '../people.ts';
import { refused, row } from '../row.ts';

const zip = zipOf(advisoryRecords);
const framed = {
  ...importParts.packages,
  descriptor: { name: 'syft', version: '1.0.0' },
  schema: { version: '16.0.0', url: '' },
};

/** A file for a feed. */
function uploaded(): Ask {
  const head =
    '--b\r\ncontent-disposition: form-data; name="file"; filename="f"\r\ncontent-type: application/zip\r\n\r\n';
  return {
    params: { feed: 'npm' },
    query: { version: '7', built: '2026-01-01T00:00:00Z', checksum: createHash('sha256').update(zip).digest('hex') },
    text: Buffer.concat([Buffer.from(head), zip, Buffer.from('\r\n--b--\r\n')]),
    type: 'multipart/form-data; boundary=b',
  };
}

/** Feeds, questions across all images, and scans that keep nothing. */
export const knowledgeRows = [
  row(getSystemFeeds),
  row(postSystemFeeds, {
    as: 'root',
    ask: () => ({ query: { force_sync: 'true' } }),
    bad: refused({ query: { force_sync: 'perhaps' } }),
  }),
  row(toggleFeedEnabled, {
    as: 'root',
    ask: () => ({ params: { feed: 'vulnerabilities' }, query: { enabled: 'true' } }),
    bad: refused({ query: {} }),
  }),
  row(getSystemFeed, {
    ask: () => ({ params: { feed: 'vulnerability_db' }, query: { version: 'latest' } }),
    bad: refused({ query: { version: '99' } }, 'FEEDS_VERSION_UNKNOWN'),
  }),
  row(uploadSystemFeed, { as: 'root', ask: uploaded, bad: refused({ params: { feed: 'odd' } }, 'FEEDS_UNKNOWN') }),
  row(deleteFeed, {
    as: 'root',
    ask: async (world) => {
      await world.prepare(people.root, uploadSystemFeed, uploaded());
      return { params: { feed: 'npm' } };
    },
    bad: 'FEEDS_NO_UPLOAD',
  }),
  row(queryImagesByPackage, {
    ask: () => ({ query: { name: 'left-pad', package_type: 'npm' } }),
    mark: ({ digest }) => digest,
    bad: refused({ query: {} }),
  }),
  row(queryVulnerabilities, {
    ask: () => ({ query: { id: advisoryIds.join(',') } }),
    bad: refused({ query: {} }),
  }),
  row(statelessScan, {
    ask: () => ({ query: { tag: 'r.example/app:1' }, json: { sbom: framed } }),
    bad: refused({ query: {} }),
  }),
  row(vulnerabilityScanSbom, {
    ask: () => ({ json: framed }),
    bad: refused({ json: { hello: 'world' } }, 'SCANS_SBOM_UNREADABLE'),
  }),
];
