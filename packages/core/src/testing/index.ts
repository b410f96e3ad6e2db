export * from './order-fixture.ts';
export * from './refused-texts.ts';
export * from './to-fail-with.ts';
export * from './version-pairs.ts';
