import type { FastifyRequest } from 'fastify';
import { serverErrors } from '../../errors.ts';
import type { Call } from './route.ts';

type FormFile = Call<never>['files'] extends () => AsyncIterable<infer F> ? F : never;

/** The parts of a multipart form, one after another; what a reader leaves of a file is skipped. SERVER_BODY_TOO_LARGE. */
export async function* filesOf(request: FastifyRequest, limit: number): AsyncGenerator<FormFile> {
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        yield { field: part.fieldname, name: '', text: String(part.value), content: bytesOf(String(part.value)) };
        continue;
      }
      yield { field: part.fieldname, name: part.filename, text: null, content: wholeFile(part.file, limit) };
      part.file.resume();
    }
  } catch (cause) {
    if (hasCode(cause)) throw cause;
    throw serverErrors.BAD_REQUEST({ place: 'body', because: 'it is not a well-formed multipart form' }, { cause });
  }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Errors of the parser of forms carry no code. */
function hasCode(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error;
}

/** The bytes of a file; a cut one ends with an error, never quietly. */
async function* wholeFile(
  file: AsyncIterable<Uint8Array> & { readonly truncated: boolean },
  limit: number,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of file) yield chunk;
  if (file.truncated) throw serverErrors.BODY_TOO_LARGE({ limit });
}
