import { collectBytes, readTextFile } from '@gantry/io/files';
import { cliErrors } from '../errors.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { parseYaml } from './yaml.ts';

/** Documents larger than this are refused. Bytes. */
const maxBytes = 8 * 1024 * 1024;

/** A JSON or YAML document from a file, or from standard input for `-`. Fails with CLI_DOCUMENT_BROKEN and the errors of reading files. */
export async function readDocument(path: string, terminal: Terminal): Promise<unknown> {
  const text = path === '-' ? await standardInput(terminal) : await readTextFile(path, maxBytes);
  try {
    const bare = text.replace(/^\ufeff/, '').trimStart();
    return /^[{["]/.test(bare) ? (JSON.parse(bare) as unknown) : parseYaml(bare);
  } catch (error) {
    const because = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw cliErrors.DOCUMENT_BROKEN({ path, because }, { cause: error });
  }
}

async function standardInput({ stdin }: Terminal): Promise<string> {
  return new TextDecoder().decode(await collectBytes(stdin, { name: 'standard input', limit: maxBytes }));
}
