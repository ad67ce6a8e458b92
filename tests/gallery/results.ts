// What record.ts measured, as the examples take it.
import type { CopyNodesResult, DecayResult, OrderMattersResult, ThousandStepsResult } from '@rekur/experiments';
import type { BufferRole, MemoryUseData, PlannedBuffer } from '@rekur/viz';
import compiled from './results/compiled.json' with { type: 'json' };
import confusions from './results/confusions.json' with { type: 'json' };
import copyNodes from './results/copy-nodes.json' with { type: 'json' };
import decay from './results/decay.json' with { type: 'json' };
import forecast from './results/forecast.json' with { type: 'json' };
import grammar from './results/grammar.json' with { type: 'json' };
import lags from './results/lags.json' with { type: 'json' };
import orderMatters from './results/order-matters.json' with { type: 'json' };
import text from './results/text.json' with { type: 'json' };

// JSON carries no unions of words: what was written as a role or a cell is read as one.
export const results = {
  text,
  grammar,
  forecast,
  confusions,
  copyNodes: copyNodes.result as CopyNodesResult,
  decay: decay.result as unknown as DecayResult,
  lags: { seeds: lags.seeds, ...(lags.result as ThousandStepsResult) },
  orderMatters: orderMatters.result as unknown as OrderMattersResult,
  compiled: { ...compiled, memory: compiled.memory as MemoryUseData, plan: compiled.plan as readonly (PlannedBuffer & { readonly role: BufferRole })[] },
};

export type Results = typeof results;
