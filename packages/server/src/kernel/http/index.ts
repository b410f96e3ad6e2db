export { createServer, type ServerParts } from './create-server.ts';
export { codedError, statusOf, toProblem } from './problem.ts';
export * from './route.ts';
