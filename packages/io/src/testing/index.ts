export * from './fake-clamd.ts';
export * from './local-server.ts';
