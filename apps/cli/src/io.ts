import pc from 'picocolors';

/** picocolors, on or off. */
export type Colors = ReturnType<typeof pc.createColors>;

/** A stream that a person or a program reads. */
export interface Output {
  /** Resolves when more may be written. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** Characters per line. */
  readonly columns: number;
}

/** A stream that a person or a program writes. */
export interface Input {
  /** All of it, as text. */
  read(): Promise<string>;
  readonly isTerminal: boolean;
}

/** The outside world of a command: results go to `stdout`, everything else to `stderr`. */
export interface Io {
  /** Left out: there is none. */
  readonly stdin?: Input;
  readonly stdout: Output;
  readonly stderr: Output;
}

/** Standard input, output and error of this process; ends it quietly when whoever reads the output stops reading. */
export function processIo(): Io {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
  return { stdin: inputOf(process.stdin), stdout: outputOf(process.stdout), stderr: outputOf(process.stderr) };
}

function inputOf(stream: NodeJS.ReadStream): Input {
  return {
    async read() {
      let text = '';
      for await (const part of stream.setEncoding('utf8')) text += part as string;
      return text;
    },
    isTerminal: stream.isTTY === true,
  };
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => (stream.write(text) ? Promise.resolve() : new Promise((resolve) => stream.once('drain', resolve))),
    isTerminal: stream.isTTY === true,
    get columns() {
      // Some terminals say nothing, or 0.
      return stream.columns || 80;
    },
  };
}

/** Colours for an output: none where it is no terminal, with --no-color, or with NO_COLOR set. */
export function colorsFor(output: Output, wanted: boolean): Colors {
  return pc.createColors(wanted && output.isTerminal && pc.isColorSupported);
}
