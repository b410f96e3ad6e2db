import { defineGate } from '../../gating/define-gate.ts';
import { contentNotAvailable } from './content-not-available.ts';
import {
  denylistFullEntry,
  denylistGroupIds,
  denylistShells,
  denylistUserIds,
  denylistUsernames,
} from './denylists.ts';
import { duplicateUid } from './duplicate-uid.ts';
import { emptyPassword } from './empty-password.ts';

export const passwdFile = defineGate({
  name: 'passwd_file',
  help: 'Looks at the accounts of /etc/passwd and /etc/shadow.',
  artifacts: ['image'],
  triggers: [
    contentNotAvailable,
    denylistFullEntry,
    denylistGroupIds,
    denylistShells,
    denylistUserIds,
    denylistUsernames,
    duplicateUid,
    emptyPassword,
  ],
});
