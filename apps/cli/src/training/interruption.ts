import { exitCodes } from '../errors.js';

type Signal = 'SIGINT' | 'SIGTERM';

/** The wish of the user, or of the system, that training stops. */
export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** 130 or 143 once a signal has come. */
  readonly exitCode: number | undefined;
  /** Signals have their usual effect again. */
  dispose(): void;
}

/** Ctrl-C and SIGTERM stop training in good order; a second one ends the process at once. */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let exitCode: number | undefined;
  const onSignal = (signal: Signal): void => {
    if (exitCode !== undefined) process.exit(exitCode);
    exitCode = exitCodes[signal];
    controller.abort();
  };
  const signals: Signal[] = ['SIGINT', 'SIGTERM'];
  for (const signal of signals) process.on(signal, onSignal);
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode;
    },
    dispose() {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
