import { queryImagesByPackage, queryVulnerabilities } from '@gantry/contract/query';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import { queryErrors } from './errors.ts';
import { imagesByPackage } from './images-by-package.ts';
import type { QueryDeps } from './index.ts';
import { pageFields, readPage } from './page.ts';
import { vulnerabilityRecords } from './vulnerabilities.ts';

const mostIds = 100;

/** The operations of `/query`. */
export function queryRoutes({ advisories, vulnerabilities }: QueryDeps): readonly Route[] {
  return [
    route(queryImagesByPackage, async ({ scope, query }) => {
      const page = readPage(query);
      const images = await imagesByPackage(scope, { ...query, type: query.package_type }, page);
      return reply(queryImagesByPackage, 200, {
        ...pageFields(page, images.length),
        images: images.slice(0, page.size),
      });
    }),
    route(queryVulnerabilities, async ({ query }) => {
      const page = readPage(query);
      const { id: ids, namespace: namespaces, affected_package: name, affected_package_version: version } = query;
      if (ids.length === 0 || ids.length > mostIds) throw queryErrors.IDS_MISSING({ limit: mostIds });
      return await advisories.use(async (store) => {
        const records = vulnerabilityRecords(store, { ids, namespaces, name, version }, vulnerabilities);
        const from = (page.number - 1) * page.size;
        const found = records.slice(from, from + page.size + 1);
        return reply(queryVulnerabilities, 200, {
          ...pageFields(page, found.length),
          vulnerabilities: found.slice(0, page.size).map((record) => record()),
        });
      });
    }),
  ];
}
