import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { awaitProgram, type StartedProgram, startProgram } from '@gantry/io/process';
import type { AnalysisTask } from './analyzer.ts';
import { passedOn } from './passed-on.ts';
import type { ProcessOrder } from './process/main.ts';

/** What starting a process takes. */
export interface ProcessOptions {
  /** The built `analysis-process`. */
  readonly url: URL;
  /** MiB of memory of one. */
  readonly memory: number;
  /** The environment; only what an analysis needs of it is passed on. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What a process said to an order, or how it ended. */
export interface Said {
  /** How it ended; null: it lives and waits for the next order. */
  readonly ended: string | null;
  readonly answer: string;
  readonly complaint: string;
}

/** Answers hold no packages, only layers and a Dockerfile. */
const answerLimit = 32 * 2 ** 20;
const complaintLimit = 16 * 2 ** 10;

/** A process that reads images, one after another, all of one account. */
export class AnalysisProcess {
  readonly account: string;
  /** Orders that it was given. */
  uses = 0;
  /** False when it ended, failed to start, or was told to end. */
  alive = true;
  private readonly child: StartedProgram;
  private readonly answer = collector(answerLimit);
  private readonly complaint = collector(complaintLimit);
  private readonly end: Promise<string>;
  private answered: () => void = () => undefined;

  constructor(task: AnalysisTask, options: ProcessOptions) {
    this.account = task.account;
    this.child = start(task, options);
    this.child.stdout.on('data', (chunk: Buffer) => {
      this.answer.take(chunk);
      if (chunk.at(-1) === 0x0a) this.answered();
    });
    this.child.stderr.on('data', this.complaint.take);
    // A process that dies before it reads is judged by its end.
    this.child.stdin.on('error', () => undefined);
    this.end = endOf(this.child).finally(() => {
      this.alive = false;
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Hands in an order; to be called again only when the answer came and the process lives. */
  async ask(order: ProcessOrder): Promise<Said> {
    this.uses += 1;
    this.answer.clear();
    this.complaint.clear();
    awaitProgram(this.child, true);
    const line = new Promise<null>((resolve) => {
      this.answered = () => resolve(null);
    });
    this.child.stdin.write(`${JSON.stringify(order)}\n`);
    const ended = await Promise.race([line, this.end]);
    // While it waits for orders it keeps the server from no ending: it ends itself when the server is gone.
    awaitProgram(this.child, false);
    return { ended, answer: this.answer.text(), complaint: this.complaint.text() };
  }

  kill(): void {
    this.alive = false;
    this.child.kill('SIGKILL');
  }

  /** Kills it and waits until nothing of it runs any more. */
  async stop(): Promise<void> {
    this.kill();
    await this.end;
  }
}

function start({ folder }: AnalysisTask, { url, memory, environment }: ProcessOptions): StartedProgram {
  const heap = Math.max(64, Math.floor(memory * 0.75));
  return startProgram(process.execPath, [`--max-old-space-size=${heap}`, fileURLToPath(url)], {
    folder: dirname(folder),
    environment: passedOn(environment),
  });
}

function endOf(child: StartedProgram): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`it could not be started: ${error.message}`));
    child.once('close', (status, signal) => resolve(signal === null ? `status ${status}` : `signal ${signal}`));
  });
}

function collector(limit: number): { take(chunk: Buffer): void; text(): string; clear(): void } {
  let chunks: Buffer[] = [];
  let size = 0;
  return {
    take: (chunk) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
    clear: () => {
      chunks = [];
      size = 0;
    },
  };
}
