import { isCodedError } from '@gantry/core/errors';
import { ioErrors } from '../errors/index.ts';
import { type ClamdAddress, clamdAddressText } from './address.ts';
import { ClamdConnection, type ClamdTimes } from './connection.ts';
import { type ClamdReply, parseReply } from './reply.ts';
import { type ClamdIdentity, parseVersion } from './version.ts';

/** A running clamd and what it may take. */
export interface ClamdOptions {
  readonly address: ClamdAddress;
  /** Milliseconds; default 10 s to connect, 300 s of silence. */
  readonly times?: Partial<ClamdTimes>;
}

/** Content on its way to clamd. */
export interface ClamdStream {
  /** Sends the next bytes, which must not change any more. False when clamd wants no more: it has answered already. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** Says that nothing more comes, and waits for the answer. Fails with IO_CLAMD_BROKEN, IO_CLAMD_TIMEOUT or IO_CLAMD_PROTOCOL. */
  end(): Promise<ClamdReply>;
  /** Gives up. */
  close(): void;
}

const defaultTimes: ClamdTimes = { connect: 10_000, silence: 300_000 };
/** More in one piece is refused by no clamd, but kept in memory. */
const pieceBytes = 1 << 18;
/** No clamd limits streams to less. Bytes. */
const leastLimit = 1 << 16;

/** The client of a ClamAV daemon (clamd(8)): one connection for each command, in the form that ends with NUL. */
export class Clamd {
  private readonly address: ClamdAddress;
  private readonly times: ClamdTimes;

  constructor({ address, times }: ClamdOptions) {
    this.address = address;
    this.times = { ...defaultTimes, ...times };
  }

  /** Asks for engine and signatures. Fails with IO_CLAMD_UNREACHABLE and as `end` does. */
  async identity(): Promise<ClamdIdentity> {
    const connection = await this.command('VERSION');
    const identity = parseVersion(await connection.answer());
    if (identity === null) throw this.unexpected('VERSION');
    return identity;
  }

  /** Begins to send content of any length (INSTREAM). Fails with IO_CLAMD_UNREACHABLE. */
  async stream(): Promise<ClamdStream> {
    const connection = await this.command('INSTREAM');
    let sent = 0;
    return {
      write: async (bytes) => {
        for (let at = 0; at < bytes.length && !connection.isOver; at += pieceBytes) {
          const piece = bytes.subarray(at, at + pieceBytes);
          await sendPiece(connection, piece);
          sent += piece.length;
        }
        return !connection.isOver;
      },
      end: async () => {
        await connection.send(Buffer.alloc(4));
        return connection.answer().then(
          (text) => this.replyOf(text),
          (error: unknown) => this.lostReply(error, sent),
        );
      },
      close: () => connection.close(),
    };
  }

  private replyOf(text: string): ClamdReply {
    const reply = parseReply(text);
    if (reply === null) throw this.unexpected('INSTREAM');
    return reply;
  }

  /** A clamd that has enough of a stream answers and hangs up; who is still writing then never sees the answer. It is there, though. */
  private async lostReply(error: unknown, sent: number): Promise<ClamdReply> {
    if (!isCodedError(error) || error.code !== 'IO_CLAMD_BROKEN') throw error;
    await this.identity().catch(() => {
      throw error;
    });
    return sent > leastLimit ? { kind: 'too-large' } : { kind: 'failed', because: 'it hung up' };
  }

  private async command(name: string): Promise<ClamdConnection> {
    const connection = await ClamdConnection.open(this.address, this.times);
    await connection.send(Buffer.from(`z${name}\0`));
    return connection;
  }

  private unexpected(command: string): Error {
    const because = `its answer to ${command} is not that of a ClamAV daemon`;
    return ioErrors.CLAMD_PROTOCOL({ where: clamdAddressText(this.address), because });
  }
}

/** Length in four bytes, big-endian, then the bytes. */
async function sendPiece(connection: ClamdConnection, bytes: Uint8Array): Promise<void> {
  const piece = Buffer.allocUnsafe(4 + bytes.length);
  piece.writeUInt32BE(bytes.length);
  piece.set(bytes, 4);
  await connection.send(piece);
}
