import { z } from 'zod';
import { operation, queryInteger, queryList } from '../common/index.ts';
import { PaginatedImageList, PaginatedVulnerabilityList } from './models.ts';

export const queryImagesByPackage = operation({
  id: 'query_images_by_package',
  method: 'GET',
  path: '/query/images/by-package',
  tag: 'Query',
  may: 'queryImagesByPackage',
  since: '0.2',
  summary: 'Find the images that hold a package',
  query: z.object({
    name: z.string(),
    package_type: z.string().optional().meta({ description: '`dpkg`, `rpm`, `apk`, `npm`, `python`, `java`, ...' }),
    version: z.string().optional(),
    page: z.string().optional(),
    limit: queryInteger.optional(),
  }),
  replies: {
    200: PaginatedImageList,
  },
  problems: [400, 403, 500],
});

export const queryVulnerabilities = operation({
  id: 'query_vulnerabilities',
  method: 'GET',
  path: '/query/vulnerabilities',
  tag: 'Query',
  may: 'queryVulnerabilities',
  since: '0.2',
  summary: 'Get what the loaded advisories say of vulnerabilities, by id',
  query: z.object({
    id: queryList,
    affected_package: z.string().optional(),
    affected_package_version: z.string().optional(),
    page: z.string().default('1'),
    limit: queryInteger.optional(),
    namespace: queryList.optional().meta({ description: 'groups of feeds, such as `debian:12` or `github:npm`' }),
  }),
  replies: {
    200: PaginatedVulnerabilityList,
  },
  problems: [400, 403, 500],
});
