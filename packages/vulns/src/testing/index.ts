export * from './advisories.ts';
export * from './bills.ts';
export * from './enriched-store.ts';
export * from './feed-files.ts';
export * from './feed-folder.ts';
export * from './memory-store.ts';
export * from './part-sink.ts';
export * from './store-faults.ts';
