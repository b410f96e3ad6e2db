import type { Command, Run } from '../command.ts';

type Described = Omit<Command, 'server' | 'load'>;

/** A command that needs a server; `run` picks its code from the module. */
export function serverCommand<M>(described: Described, load: () => Promise<M>, run: (module: M) => Run): Command {
  return { ...described, server: 'needed', load: async () => ({ run: run(await load()) }) };
}
