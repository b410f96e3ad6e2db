import { serveDatabase } from './serve-worker.ts';

// The entry file of the database's thread; the build makes one module of it, whose address the caller hands to `openDb`.
await serveDatabase();
