export { type ApiProblem, isApiProblem } from './api-problem.ts';
export { inCamelCase } from './camel-case.ts';
export { type Client, type ClientSettings, createClient } from './client.ts';
export { clientErrors } from './errors.ts';
export { type RawBody, rawBody } from './raw-body.ts';
export type * from './transport.ts';
export type * from './types.ts';
