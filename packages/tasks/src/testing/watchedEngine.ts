import type { Engine } from '@rekur/tensor';
import { interpreter } from '@rekur/tensor';

/** What has crossed the border of an engine's memory. */
export interface Crossings {
  sessions: number;
  programs: number;
  written: number;
  read: number;
  /** Types of the arguments of each run, such as `int32[1,1]`. */
  args: string[];
}

/** The interpreter, with a look at what goes into and comes out of its sessions; Programs outside of sessions are refused. */
export function watchedEngine(name = 'watched'): { engine: Engine; crossings: Crossings } {
  const crossings: Crossings = { sessions: 0, programs: 0, written: 0, read: 0, args: [] };
  const engine: Engine = {
    name,
    prepare: () => {
      throw new Error('a Program outside of a session');
    },
    createSession(residents) {
      crossings.sessions++;
      const session = interpreter.createSession(residents);
      return {
        ...session,
        write: (index, value) => (crossings.written++, session.write(index, value)),
        read: (index) => (crossings.read++, session.read(index)),
        prepare(program, binding) {
          crossings.programs++;
          const run = session.prepare(program, binding);
          return (args) => {
            crossings.args.push(args.map(({ dtype, shape }) => `${dtype}[${shape.join()}]`).join(' '));
            return run(args);
          };
        },
      };
    },
  };
  return { engine, crossings };
}
