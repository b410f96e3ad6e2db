import { defineErrors } from '@gantry/core';

/** Error codes of jobs. */
export const queueErrors = defineErrors('QUEUE', {
  DEADLINE: {
    kind: 'limit',
    says: 'the job {job} took longer than {seconds} s',
    advice: 'Look at what it worked on: the log has the job id. It is tried again while attempts are left.',
  },
  CRASHED: {
    kind: 'upstream',
    says: 'the server that ran the job {job} ended before the job did',
    advice: 'Look at the memory and the log of that server.',
  },
  CANCELLED: { kind: 'conflict', says: 'the job {job} was cancelled', advice: 'Nothing is to be done.' },
  STOPPING: {
    kind: 'upstream',
    says: 'the server stops before the job {job} is done',
    advice: 'It is started again with the next server.',
  },
});
