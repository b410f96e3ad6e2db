import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import type { ClamdAddress } from '../clamd/address.ts';

/** How a fake clamd behaves. */
export interface FakeClamdOptions {
  /** The answer to VERSION. */
  readonly version?: string;
  /** Texts that are malware, with their signatures. */
  readonly signatures?: Readonly<Record<string, string>>;
  /** Longer streams are refused. Bytes. */
  readonly streamMaxLength?: number;
  /** Goes away in the middle of this stream, counted from 1, and is not there any more. */
  readonly diesAt?: number;
  /** Takes everything and never answers. */
  readonly silent?: boolean;
  /** Answers this to everything. */
  readonly says?: string;
  readonly socketPath?: string;
}

/** A clamd that knows VERSION and INSTREAM in the form that ends with NUL. */
export interface FakeClamd {
  readonly address: ClamdAddress;
  /** Streams that were answered. */
  readonly streams: number;
  /** The most connections at a time. */
  readonly widest: number;
  close(): Promise<void>;
}

/** Starts one on a free port of the loopback address, or on a Unix socket. */
export async function startFakeClamd(options: FakeClamdOptions = {}): Promise<FakeClamd> {
  const state = { streams: 0, open: 0, widest: 0, begun: 0 };
  const sockets = new Set<Socket>();
  const die = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    state.widest = Math.max(state.widest, ++state.open);
    socket.on('close', () => {
      sockets.delete(socket);
      state.open--;
    });
    socket.on('error', () => undefined);
    serve(socket, { options, state, die });
  });
  await listen(server, options.socketPath);
  return {
    address: addressOf(server, options.socketPath),
    get streams() {
      return state.streams;
    },
    get widest() {
      return state.widest;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

interface World {
  readonly options: FakeClamdOptions;
  readonly state: { streams: number; begun: number };
  readonly die: () => void;
}

function serve(socket: Socket, { options, state, die }: World): void {
  let held = Buffer.alloc(0);
  let command: string | null = null;
  const content: Buffer[] = [];
  let length = 0;
  const answer = (text: string): void => {
    if (options.silent !== true) socket.end(`${options.says ?? text}\0`);
  };
  const begin = (name: string): void => {
    command = name;
    if (name === 'zVERSION') answer(options.version ?? 'ClamAV 1.4.6/27812/Fri Nov 20 08:25:51 2026');
    else if (name !== 'zINSTREAM') answer('UNKNOWN COMMAND');
    else if (++state.begun === options.diesAt) die();
  };
  const takePiece = (piece: Buffer): void => {
    content.push(piece);
    length += piece.length;
    if (length > (options.streamMaxLength ?? 2 ** 26)) answer('INSTREAM size limit exceeded. ERROR');
    else if (piece.length === 0) {
      state.streams++;
      answer(verdict(Buffer.concat(content), options));
    }
  };
  socket.on('data', (bytes: Buffer) => {
    held = Buffer.concat([held, bytes]);
    if (command === null) {
      const end = held.indexOf(0);
      if (end < 0) return;
      const name = held.toString('latin1', 0, end);
      held = held.subarray(end + 1);
      begin(name);
    }
    while (command === 'zINSTREAM' && !socket.writableEnded && held.length >= 4) {
      const size = held.readUInt32BE(0);
      if (held.length < 4 + size) return;
      takePiece(held.subarray(4, 4 + size));
      held = held.subarray(4 + size);
    }
  });
}

function verdict(content: Buffer, { signatures = {} }: FakeClamdOptions): string {
  const found = Object.entries(signatures).find(([text]) => content.includes(text));
  return found === undefined ? 'stream: OK' : `stream: ${found[1]} FOUND`;
}

function listen(server: Server, socketPath: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    if (socketPath === undefined) server.listen(0, '127.0.0.1', resolve);
    else server.listen(socketPath, resolve);
  });
}

function addressOf(server: Server, socketPath: string | undefined): ClamdAddress {
  return socketPath === undefined
    ? { host: '127.0.0.1', port: (server.address() as AddressInfo).port }
    : { socketPath };
}
