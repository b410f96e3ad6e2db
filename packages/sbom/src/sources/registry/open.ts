import { openImage } from '../_shared/open-image.ts';
import { parseReference, referenceText } from '../_shared/reference.ts';
import type { OpenedImage, SourceOptions } from '../_shared/source.ts';
import { registryAttachments } from './attachments.ts';
import { createPulls } from './pulls.ts';
import { connectRegistry } from './session.ts';

/** Opens an image of a registry: resolved to a manifest now, layers downloaded when they are located. */
export async function openRegistry(target: string, options: SourceOptions): Promise<OpenedImage> {
  const reference = parseReference(target);
  const session = await connectRegistry(reference, options);
  const pulls = createPulls(session, options);
  try {
    const root = await pulls.resolve(reference.digest ?? reference.tag ?? 'latest');
    const name = referenceText(reference);
    const repository = `${reference.registry}/${reference.repository}`;
    const tags = reference.tag === undefined ? [] : [`${repository}:${reference.tag}`];
    const facts = { target, reference: name, tags, repository, close: () => pulls.close() };
    const opened = await openImage(pulls.store, root, { facts, options });
    pulls.expect(opened.source.layers);
    const attachments = (signal = options.signal) => registryAttachments({ session, pulls, image: opened, signal });
    return { ...opened, attachments };
  } catch (error) {
    await pulls.close();
    throw error;
  }
}
