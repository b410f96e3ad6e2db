export { queueErrors } from './errors.ts';
export { type JobQueue, openQueue, type QueueOptions } from './open-queue.ts';
export type * from './types.ts';
