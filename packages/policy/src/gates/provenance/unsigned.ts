import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, notEvaluated } from '../../gating/outcome.ts';
import { unreadReasons, withAttachments } from './look.ts';

const fix = { kind: 'data', says: 'sign the image by its digest and push the signature beside it' } as const;

export const unsigned = defineTrigger({
  name: 'unsigned',
  help: 'Fires when nothing that looks like a signature lies beside the image. It verifies nothing: see signature.',
  ours: true,
  needs: ['attachments'],
  params: {},
  run: (context) =>
    withAttachments(context, ({ attachments }) => {
      // A statement without an envelope is signed by nobody.
      if (attachments.found.some(({ kind }) => kind !== 'statement')) return found();
      const [unread] = unreadReasons(attachments);
      if (unread !== undefined) return notEvaluated(unread);
      const message = 'Nothing that looks like a signature was found beside the image';
      return found([{ triggerId: 'provenance+unsigned', message, fix }]);
    }),
});
