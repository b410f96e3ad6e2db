export { type LayerCache, noCache } from './cataloging/layer-cache.ts';
export type { ScanLimits } from './cataloging/limits.ts';
export { type CreateBillOptions, createBill } from './create-bill.ts';
export type * from './sources/_shared/source.ts';
export { openTarget } from './sources/open-target.ts';
