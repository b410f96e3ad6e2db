import { isMainThread } from 'node:worker_threads';
import { createDatabase, serveDatabase } from './serve-worker.ts';

// The entry file of the database's thread; the build makes one module of it, whose address the caller hands to `openDb`.
// Run as a program it makes the files of a new database.
await (isMainThread ? createDatabase() : serveDatabase());
