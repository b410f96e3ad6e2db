import { connect, type Socket } from 'node:net';
import { ioErrors } from '../errors/index.ts';
import { type ClamdAddress, clamdAddressText } from './address.ts';

/** How long clamd may take. Milliseconds. */
export interface ClamdTimes {
  readonly connect: number;
  /** Without a byte taken or given: large archives take their time. */
  readonly silence: number;
}

const longestReply = 4096;

/** One connection, for one command and its answer, which ends with a NUL byte. */
export class ClamdConnection {
  private readonly socket: Socket;
  private readonly where: string;
  private readonly answered: Promise<string>;
  private text = '';
  private over = false;
  private settle: { resolve(text: string): void; reject(error: unknown): void } = {
    resolve: () => undefined,
    reject: () => undefined,
  };
  private readonly drained: (() => void)[] = [];

  /** Connects. Fails with IO_CLAMD_UNREACHABLE. */
  static async open(address: ClamdAddress, times: ClamdTimes): Promise<ClamdConnection> {
    const where = clamdAddressText(address);
    const socket = 'socketPath' in address ? connect(address.socketPath) : connect(address.port, address.host);
    await new Promise<void>((resolve, reject) => {
      const fail = (because: string, cause?: unknown): void => {
        socket.destroy();
        reject(ioErrors.CLAMD_UNREACHABLE({ where, because }, { cause }));
      };
      socket.setTimeout(times.connect, () => fail('it does not answer'));
      socket.once('error', (cause: NodeJS.ErrnoException) => fail(cause.code ?? cause.message, cause));
      socket.once('connect', resolve);
    });
    socket.removeAllListeners('error').removeAllListeners('timeout');
    return new ClamdConnection(socket, where, times.silence);
  }

  private constructor(socket: Socket, where: string, silence: number) {
    this.socket = socket;
    this.where = where;
    this.answered = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    // Who waits for it hears of it; nobody may be waiting yet.
    this.answered.catch(() => undefined);
    socket.setTimeout(silence, () => this.fail(ioErrors.CLAMD_TIMEOUT({ where, seconds: silence / 1000 })));
    socket.on('data', (bytes: Buffer) => this.take(bytes));
    socket.on('drain', () => this.release());
    socket.on('error', (cause: NodeJS.ErrnoException) => this.broken(cause.code ?? cause.message, cause));
    socket.on('close', () => this.broken('it closed the connection'));
  }

  /** Has clamd answered, or gone away? Nothing that is sent now counts. */
  get isOver(): boolean {
    return this.over;
  }

  /** Sends bytes; resolves when there is room for more, or none is needed. The bytes must not change before they are sent. */
  async send(bytes: Uint8Array): Promise<void> {
    if (this.over || this.socket.write(bytes)) return;
    await new Promise<void>((resolve) => this.drained.push(resolve));
  }

  /** The answer. Fails with IO_CLAMD_BROKEN, IO_CLAMD_TIMEOUT or IO_CLAMD_PROTOCOL. */
  answer(): Promise<string> {
    return this.answered;
  }

  close(): void {
    this.broken('it was closed');
    this.socket.destroy();
  }

  private take(bytes: Buffer): void {
    this.text += bytes.toString('latin1');
    const end = this.text.indexOf('\0');
    if (end >= 0) this.finish(() => this.settle.resolve(this.text.slice(0, end).trim()));
    else if (this.text.length > longestReply)
      this.fail(ioErrors.CLAMD_PROTOCOL({ where: this.where, because: 'its answer does not end' }));
  }

  private broken(because: string, cause?: unknown): void {
    this.fail(ioErrors.CLAMD_BROKEN({ where: this.where, because }, { cause }));
  }

  private fail(error: Error): void {
    this.finish(() => this.settle.reject(error));
  }

  private finish(settle: () => void): void {
    if (this.over) return;
    this.over = true;
    settle();
    this.release();
    this.socket.destroy();
  }

  private release(): void {
    for (const resolve of this.drained.splice(0)) resolve();
  }
}
