export * from './provenance.ts';
export * from './statement.ts';
