import { catalogers } from '../catalogers/registry.ts';
import { distroReader } from '../distro/index.ts';
import { serveWorker } from './serve-worker.ts';

// The entry file of a worker thread; the build makes one module of it, whose address the caller hands to `createBill`.
await serveWorker([distroReader, ...catalogers], async () => {
  const { inspectorMakers } = await import('../inspectors/registry.ts');
  return inspectorMakers;
});
