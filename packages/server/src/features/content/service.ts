import type { Bill, Package } from '@gantry/core';
import { byCodeUnit } from '@gantry/core';
import type { Row, Scope } from '../../kernel/db/index.ts';
import type { Images } from '../images/ports.ts';
import { contentTypeOf, packageTypes } from './content-types.ts';
import { collectedTypes } from './documents.ts';
import { contentErrors } from './errors.ts';

/** What content needs of the catalogue. */
export type ContentImages = Pick<Images, 'analyzed' | 'bill' | 'document' | 'documents'>;

/** The content of stored images. Every question fails with IMAGE_NOT_FOUND and IMAGE_NOT_ANALYZED as the catalogue does. */
export interface ContentService {
  image(scope: Scope, digest: string): Promise<Row<'image'>>;
  bill(scope: Scope, digest: string): Promise<Bill>;
  /** The types that can be asked for: packages that were looked for, licences, and parts that were collected. */
  types(scope: Scope, digest: string): Promise<readonly string[]>;
  /** How many packages of each type there are. */
  counts(scope: Scope, digest: string): Promise<readonly { readonly type: string; readonly count: number }[]>;
  /** The packages of a type. CONTENT_TYPE_UNKNOWN when nobody looked for it. */
  packages(scope: Scope, digest: string, type: string): Promise<readonly Package[]>;
}

/** The service over the catalogue of images. */
export function createContentService(images: ContentImages): ContentService {
  return {
    image: (scope, digest) => images.analyzed(scope, digest),
    bill: (scope, digest) => images.bill(scope, digest),
    types: async (scope, digest) => {
      const bill = await images.bill(scope, digest);
      return [...packageTypes(bill), 'licenses', ...(await collected(images, scope, digest))].sort(byCodeUnit);
    },
    counts: async (scope, digest) => {
      const bill = await images.bill(scope, digest);
      const types = bill.packages.map(contentTypeOf);
      return packageTypes(bill).map((type) => ({ type, count: types.filter((other) => other === type).length }));
    },
    packages: async (scope, digest, type) => {
      const bill = await images.bill(scope, digest);
      const types = packageTypes(bill);
      if (!types.includes(type)) throw contentErrors.TYPE_UNKNOWN({ type, types: types.join(', ') });
      return bill.packages.filter((one) => contentTypeOf(one) === type);
    },
  };
}

async function collected(images: ContentImages, scope: Scope, digest: string): Promise<string[]> {
  const stored = await images.documents(scope, digest);
  return Object.entries(collectedTypes).flatMap(([type, kinds]) =>
    kinds.some((kind) => stored.has(kind)) ? [type] : [],
  );
}
