import { isCodedError } from '@gantry/core/errors';
import { readTextFile } from '@gantry/io/files';
import { type ImportChange, importChanges, type ParsedPolicy, packs, parsePolicy } from '@gantry/policy';
import { cliErrors } from '../errors.ts';
import { parseYaml } from './yaml.ts';

/** Policies larger than this are refused. Bytes. */
const maxPolicyBytes = 8 * 1024 * 1024;

/** A pack by its name, or a policy file (JSON or YAML) by its path, read and checked; problems are in the result. */
export async function readPolicy(name: string): Promise<ParsedPolicy> {
  const pack = packs.find((candidate) => candidate.name === name);
  return pack ? parsePolicy(pack.policy, name) : parsePolicy(parseDocument(await policyText(name), name), name);
}

/** Like `readPolicy`, with what reading a document of an older version changes. */
export async function importedPolicy(
  name: string,
): Promise<ParsedPolicy & { readonly changes: readonly ImportChange[] }> {
  const pack = packs.find((candidate) => candidate.name === name);
  const document: unknown = pack?.policy ?? parseDocument(await policyText(name), name);
  return { ...parsePolicy(document, name), changes: importChanges(document) };
}

/** A policy that can be evaluated; one that cannot is a coded error that counts its problems. */
export async function usablePolicy(name: string): Promise<ParsedPolicy> {
  const parsed = await readPolicy(name);
  const errors = parsed.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) {
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
    throw cliErrors.POLICY_INVALID({ name, problems: `${errors[0]?.details ?? ''}${more}` });
  }
  return parsed;
}

/** The text of a policy file. Fails with CLI_POLICY_UNKNOWN. */
export async function policyText(name: string): Promise<string> {
  try {
    return await readTextFile(name, maxPolicyBytes);
  } catch (error) {
    if (!isCodedError(error) || error.kind !== 'missing') throw error;
    throw cliErrors.POLICY_UNKNOWN({ name, packs: packs.map((pack) => pack.name).join(', ') }, { cause: error });
  }
}

/** The JSON or YAML of a policy. Fails with CLI_POLICY_UNREADABLE. */
export function parseDocument(text: string, name: string): unknown {
  try {
    const bare = text.replace(/^\ufeff/, '').trimStart();
    return bare.startsWith('{') ? JSON.parse(bare) : parseYaml(bare);
  } catch (error) {
    const because = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw cliErrors.POLICY_UNREADABLE({ name, because }, { cause: error });
  }
}
