import { spawn } from 'node:child_process';

/** What a program printed on standard output; its failure with what it said. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const out = [];
    const err = [];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.on('error', (cause) => reject(new Error(`${command} cannot be started: ${cause.message}`)));
    child.on('close', (status) => {
      if (status === 0) resolve(Buffer.concat(out).toString());
      else
        reject(new Error(`${command} ${args.join(' ')} failed (${status}): ${Buffer.concat(err).toString().trim()}`));
    });
  });
}
