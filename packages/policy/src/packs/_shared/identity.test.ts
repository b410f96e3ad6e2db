import { describeChecks } from '../../testing/describe-checks.ts';
import { aBill, aConfig, anImage, inspected, retrieved, someFacts, withText } from '../../testing/index.ts';

const runs = (user: string) => someFacts({ bill: aBill([], { source: anImage({ config: aConfig({ user }) }) }) });
const kept = (path: string, text: string) => inspected({ retrievedFiles: retrieved({ [path]: text }) });
const passwd = (text: string) => kept('/etc/passwd', text);
const lines = (bad: string, good: string) => [withText(bad), withText(good)] as const;

describeChecks('identity', {
  'runs-as-root': [withText('FROM a\nUSER 0:0'), withText('FROM a\nUSER 1000')],
  'uid-zero': [runs('00'), runs('1000')],
  'uses-sudo': lines('RUN sudo make', 'RUN make'),
  'second-root-account': [
    passwd('root:x:0:0::/:/bin/sh\nx:x:0:0::/:/bin/sh'),
    passwd('root:x:0:0::/:/bin/sh\nx:x:7:7::/:/bin/sh\ny:x:7:7::/:/bin/sh'),
  ],
  'shared-user-id': [passwd('a:x:7:7::/:/x\nb:x:7:7::/:/x'), passwd('a:x:7:7::/:/x\nb:x:8:7::/:/x')],
  'empty-password': [kept('/etc/shadow', 'root::1::::::'), kept('/etc/shadow', 'root:*:1::::::\na:!:1::::::')],
  'test-account': [passwd('vagrant:x:7:7::/:/bin/sh'), passwd('games:x:5:60::/usr/games:/usr/sbin/nologin')],
});
