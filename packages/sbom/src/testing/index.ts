export * from './catalog-files.ts';
export * from './fake-registry.ts';
export * from './fake-tree.ts';
export * from './image-builder.ts';
export * from './rpm-database.ts';
export * from './scanned-file.ts';
export * from './tar-writer.ts';
