import { fileURLToPath } from 'node:url';
import { fromPlainError } from '@gantry/core';
import { type StartedProgram, startProgram } from '@gantry/io/process';
import type { AnalysisFacts, AnalysisTask, Analyzer } from './analyzer.ts';
import { analysisErrors } from './errors.ts';
import { watchMemory } from './memory-watch.ts';
import type { ProcessAnswer, ProcessOrder } from './process/main.ts';

/** How analyses run in processes of their own. */
export interface ProcessAnalyzerOptions {
  /** The built `analysis-process`. */
  readonly url: URL;
  /** Seconds until one is killed. */
  readonly deadline: number;
  /** MiB of memory of one. */
  readonly memory: number;
  /** Threads that read layers. */
  readonly workers: number;
  /** The environment; only what an analysis needs of it is passed on. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Starts a process for each analysis: a hang, a crash or a flood of memory costs that one image. */
export function processAnalyzer(options: ProcessAnalyzerOptions): Analyzer {
  return { analyze: (task, signal) => runProcess(task, signal, options) };
}

/** Why the process was killed, if it was. */
interface Ending {
  reason: unknown;
}

async function runProcess(
  task: AnalysisTask,
  signal: AbortSignal,
  options: ProcessAnalyzerOptions,
): Promise<AnalysisFacts> {
  signal.throwIfAborted();
  const ending: Ending = { reason: undefined };
  const child = start(task, options);
  const kill = (reason: unknown): void => {
    ending.reason ??= reason;
    child.kill('SIGKILL');
  };
  const stop = (): void => kill(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const { deadline, memory, workers } = options;
  const timer = setTimeout(() => kill(analysisErrors.TIMEOUT({ seconds: deadline })), deadline * 1_000);
  const unwatch = watchMemory(child.pid, memory, () => kill(analysisErrors.MEMORY({ limit: memory })));
  try {
    send(child, { task, workers });
    return factsOf(await ended(child), ending, memory);
  } finally {
    clearTimeout(timer);
    unwatch();
    signal.removeEventListener('abort', stop);
  }
}

function start({ folder }: AnalysisTask, { url, memory, environment }: ProcessAnalyzerOptions): StartedProgram {
  const heap = Math.max(64, Math.floor(memory * 0.75));
  const parameters = [`--max-old-space-size=${heap}`, fileURLToPath(url)];
  return startProgram(process.execPath, parameters, {
    folder,
    // What is downloaded goes into the folder too, which is removed however the process ends.
    environment: { ...passedOn(environment), TMPDIR: folder, TEMP: folder, TMP: folder },
  });
}

const passedNames = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'LANG',
  'LC_ALL',
  'NODE_EXTRA_CA_CERTS',
  'PATH',
  'SSL_CERT_DIR',
  'SSL_CERT_FILE',
  'SYSTEMROOT',
  'TZ',
];

function passedOn(environment: ProcessAnalyzerOptions['environment']): Record<string, string> {
  return Object.fromEntries(
    passedNames.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function send(child: StartedProgram, order: ProcessOrder): void {
  // A process that dies before it reads is judged by its end.
  child.stdin.on('error', () => undefined);
  child.stdin.write(`${JSON.stringify(order)}\n`);
}

/** How a process ended and what it said. */
interface Ended {
  readonly how: string;
  readonly answer: string;
  readonly complaint: string;
}

/** Answers hold no packages, only layers and a Dockerfile. */
const answerLimit = 32 * 2 ** 20;
const complaintLimit = 16 * 2 ** 10;

function ended(child: StartedProgram): Promise<Ended> {
  const answer = collector(answerLimit);
  const complaint = collector(complaintLimit);
  child.stdout.on('data', answer.take);
  child.stderr.on('data', complaint.take);
  return new Promise((resolve) => {
    const end = (how: string): void => resolve({ how, answer: answer.text(), complaint: complaint.text() });
    child.once('error', (error) => end(`it could not be started: ${error.message}`));
    child.once('close', (status, signal) => end(signal === null ? `status ${status}` : `signal ${signal}`));
  });
}

function collector(limit: number): { take(chunk: Buffer): void; text(): string } {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    take: (chunk) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}

function factsOf({ how, answer, complaint }: Ended, { reason }: Ending, memory: number): AnalysisFacts {
  if (reason !== undefined) throw reason;
  if (/heap out of memory|Allocation failed/.test(complaint)) throw analysisErrors.MEMORY({ limit: memory });
  const parsed = parseAnswer(answer);
  if (parsed === null) {
    const words = complaint.trim().split('\n').slice(0, 8).join(' ').slice(0, 500);
    throw analysisErrors.CRASHED({ because: words === '' ? how : `${how}: ${words}` });
  }
  if ('facts' in parsed) return parsed.facts;
  if ('error' in parsed) throw fromPlainError(parsed.error);
  throw analysisErrors.CRASHED({ because: parsed.bug.slice(0, 1_000) });
}

function parseAnswer(text: string): ProcessAnswer | null {
  try {
    return JSON.parse(text) as ProcessAnswer;
  } catch {
    return null;
  }
}
