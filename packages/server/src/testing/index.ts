export { type AccessServer, type As, accessServer, basic } from './access-server.ts';
export { engines, type TestEngine } from './databases.ts';
export { memoryEvents } from './memory-events.ts';
export { memoryQueue } from './memory-queue.ts';
export { plainVault } from './plain-vault.ts';
export { advisoryOn, debianBill, storeOf, type TestAdvisories, testAdvisories } from './test-advisories.ts';
export { addImage } from './test-image.ts';
export { type TestPlatform, testPlatform } from './test-platform.ts';
export { type TestServer, testServer } from './test-server.ts';
