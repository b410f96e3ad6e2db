import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A clamd for tests. */
export interface FakeScanner {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  close(): Promise<void>;
}

/** A scanner that speaks as clamd does (VERSION and INSTREAM, ended by NUL) and knows texts by signatures. */
export async function startScanner(signatures: Readonly<Record<string, string>>): Promise<FakeScanner> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    serve(socket, signatures);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { address: `127.0.0.1:${port}`, close: () => new Promise((done) => server.close(() => done())) };
}

function serve(socket: Socket, signatures: Readonly<Record<string, string>>): void {
  let bytes = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    if (bytes.includes('zVERSION\0')) return void socket.end('ClamAV 1.4.3/27800/Fri Nov 20 09:00:00 2026\0');
    const content = streamed(bytes);
    if (content === null) return;
    const found = Object.entries(signatures).find(([text]) => content.includes(text));
    socket.end(found ? `stream: ${found[1]} FOUND\0` : 'stream: OK\0');
  });
}

/** What was sent with INSTREAM; null until the empty piece that ends it. */
function streamed(bytes: Buffer): Buffer | null {
  const pieces: Buffer[] = [];
  let at = 'zINSTREAM\0'.length;
  while (at + 4 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    if (at + 4 + length > bytes.length) return null;
    pieces.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
