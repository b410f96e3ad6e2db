import { type Client, isApiProblem } from '@gantry/contract/client';
import { cliErrors } from '../errors.ts';
import { type OptionValues, text } from '../settings/option.ts';
import { findImage } from './images.ts';
import { findPolicy } from './policies.ts';
import { fullReference } from './reference.ts';

/** Which image is evaluated, under which tag, by which policy. */
export interface EvaluatedImage {
  readonly image_digest: string;
  readonly tag: string;
  /** Undefined: the active policy. */
  readonly policy_id: string | undefined;
}

/** Finds what a call evaluates. Fails as `findImage` and `findPolicy` do, and with CLI_NO_TAG. */
export async function evaluatedOf(
  client: Client,
  { args, options }: { readonly args: readonly string[]; readonly options: OptionValues },
): Promise<EvaluatedImage> {
  const name = args[0] ?? '';
  const policy_id = await policyIdOf(client, text(options, 'policy'));
  const found = await findImage(client, name);
  const stated = text(options, 'tag');
  const tag = stated === undefined ? found.tag : fullReference(stated);
  if (tag === undefined) throw cliErrors.NO_TAG({ name });
  return { image_digest: found.digest, tag, policy_id };
}

/** Who may evaluate and not list policies can still name one by its id. */
async function policyIdOf(client: Client, name: string | undefined): Promise<string | undefined> {
  if (name === undefined) return undefined;
  try {
    return (await findPolicy(client, name)).policy_id;
  } catch (error) {
    if (isApiProblem(error) && error.status === 403) return name;
    throw error;
  }
}
