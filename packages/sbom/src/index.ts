export { diskCache } from './cataloging/disk-cache.ts';
export { type LayerCache, noCache } from './cataloging/layer-cache.ts';
export type { ScanLimits } from './cataloging/limits.ts';
export { memoryCache } from './cataloging/memory-cache.ts';
export { type CreateBillOptions, createBill } from './create-bill.ts';
export type { Format } from './formats/_shared/format.ts';
export { formats } from './formats/registry.ts';
export type * from './sources/_shared/source.ts';
export { openTarget } from './sources/open-target.ts';
