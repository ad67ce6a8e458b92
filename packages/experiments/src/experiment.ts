import type { Figure, FigureOptions, Language, Words } from '@rekur/viz';

/** What can be stored and sent to a worker. Numbers that are not finite are written as null: keep them out. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Options of an experiment by name, each with its meaning and its default. */
export type OptionSpecs<Options> = {
  readonly [Name in keyof Options]: OptionSpec<Options[Name]>;
};

export interface OptionSpec<Value> {
  readonly meaning: Words;
  /** The whole experiment ends in under a minute on two cores with the defaults. */
  readonly default: Value;
  /** With `--full`: the paper's size. Default: the default. */
  readonly full?: Value;
  /** Bounds of a number, both included; of each number of a list. */
  readonly min?: number;
  readonly max?: number;
  /** Whole numbers only. Default: where the default and the full value are whole. */
  readonly whole?: boolean;
  /** What a text, or each text of a list, may be. */
  readonly choices?: readonly string[];
}

/** One piece of work that needs no other: one cell at one length from one seed. Pieces run side by side and are stored each. */
export interface Part {
  /** Unlike those of all other parts of the same options, and the same in every run: `lstm/lag 1000/seed 3`. */
  readonly key: string;
  readonly [name: string]: Json;
}

export interface PartContext {
  /** Between 0 and 1, with a few words: `2,000 sequences, error 0.31`. */
  readonly onProgress: (done: number, words?: string) => void;
  /** Throws its reason when aborted: ask between steps. */
  readonly signal?: AbortSignal;
}

/** Where a run stands. */
export interface RunProgress {
  /** Of all parts together, between 0 and 1. */
  readonly done: number;
  readonly parts: number;
  readonly finishedParts: number;
  /** The part that has just told something. */
  readonly part: string;
  /** Of that part, between 0 and 1. */
  readonly partDone: number;
  readonly words?: string;
  /** That part was done by an earlier run. */
  readonly wasStored?: boolean;
}

export interface Paper {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  readonly where: string;
}

/** Whether the claim was seen, with the figures that decide it. */
export interface Verdict {
  readonly holds: boolean;
  readonly lines: readonly Words[];
}

/**
 * A classic result as a module: what is claimed, by whom, and how to see it for oneself. Pure functions over plain data: the
 * command line and the site run the same ones. The parts' keys and seeds decide every random number.
 */
export interface Experiment<Options extends object = object, P extends Part = Part, PartResult = Json, Result = Json> {
  /** `thousand-steps`: as on the command line. */
  readonly name: string;
  /** Raised when parts compute something else: what was stored before is then not taken. Default 1. */
  readonly version?: number;
  readonly title: Words;
  readonly paper: Paper;
  readonly claim: Words;
  readonly options: OptionSpecs<Options>;
  /** Seeds of a run that is not told how many. */
  readonly seeds: number;
  /** The same of a run at the size of the paper. Default: as many. */
  readonly fullSeeds?: number;
  /** About how long the default run takes on two cores. */
  readonly seconds?: number;
  /** Everything there is to do, in order, for the seeds 1 … seeds. */
  readonly parts: (options: Options, seeds: number) => readonly P[];
  /** Does one part. Computes with the compiler where it can; gives plain JSON. */
  readonly runPart: (part: P, options: Options, context: PartContext) => Promise<PartResult>;
  /** Puts the results of all parts together, in the parts' order. */
  readonly combine: (results: readonly PartResult[], parts: readonly P[], options: Options) => Result;
  readonly figures: (result: Result, options?: FigureOptions) => readonly Figure[];
  readonly verdict: (result: Result) => Verdict;
  /** The result as a table in words, for a terminal: a row of names, then rows. English where no language is given. */
  readonly table: (result: Result, language?: Language) => readonly (readonly string[])[];
  /** What does not go into it, each with a title of its own; only the report shows them. */
  readonly furtherTables?: (result: Result, language?: Language) => readonly { readonly title: Words; readonly rows: readonly (readonly string[])[] }[];
}

/** An experiment of which only the form is known: what a list of experiments holds. */
export type AnyExperiment = Experiment<Readonly<Record<string, Json>>, Part, Json, Json>;

/** Forgets the types of an experiment's options and results: they are all JSON. */
export function anyExperiment<Options extends object, P extends Part, PartResult, Result>(experiment: Experiment<Options, P, PartResult, Result>): AnyExperiment {
  // What `parts`, `runPart` and `combine` take was given out by the same experiment, through JSON at most.
  return experiment as unknown as AnyExperiment;
}
