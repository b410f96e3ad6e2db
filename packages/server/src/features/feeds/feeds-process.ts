// The process that builds advisory databases: a request on standard input, one answer on standard output. It stops when its input ends.
import { createInterface } from 'node:readline';
import { isCodedError, toPlainError } from '@gantry/core';
import { type BuildRequest, inProcessBuilder } from './builder.ts';
import { feedsErrors } from './errors.ts';
import type { ProcessAnswer } from './process-builder.ts';

const stop = new AbortController();
const input = createInterface({ input: process.stdin });
input.once('line', (line) => void run(JSON.parse(line) as BuildRequest));
input.once('close', () => stop.abort());

async function run(request: BuildRequest): Promise<void> {
  const answer = await build(request);
  process.stdout.write(`${JSON.stringify(answer)}\n`, () => input.close());
  process.stdin.unref();
}

async function build(request: BuildRequest): Promise<ProcessAnswer> {
  try {
    return { status: await inProcessBuilder.build(request, stop.signal) };
  } catch (error) {
    const coded = isCodedError(error) ? error : feedsErrors.BUILD_FAILED({ because: String(error).slice(0, 500) });
    return { error: toPlainError(coded) };
  }
}
