import type { Engine, Session, Tensor } from '@rekur/tensor';
import { interpreter } from '@rekur/tensor';

/** What has crossed the border of an engine's memory. */
export interface Crossings {
  sessions: number;
  programs: number;
  written: number;
  read: number;
  /** Of each run, arguments and results. */
  runs: { args: number[][]; results: number[][] }[];
}

/** The interpreter, with a look at what goes into and comes out of its sessions; Programs outside of sessions are refused. */
export function watchedEngine(): { engine: Engine; crossings: Crossings } {
  const crossings: Crossings = { sessions: 0, programs: 0, written: 0, read: 0, runs: [] };
  const shapes = (tensors: readonly Tensor[]): number[][] => tensors.map(({ shape }) => [...shape]);
  const engine: Engine = {
    name: 'watched',
    prepare: () => {
      throw new Error('a Program outside of a session');
    },
    createSession(residents): Session {
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
            const results = run(args);
            crossings.runs.push({ args: shapes(args), results: shapes(results) });
            return results;
          };
        },
      };
    },
  };
  return { engine, crossings };
}
