import type { Module, Parameters } from '@rekur/rnn';
import type { Batch } from '@rekur/train';

export const batch: Batch;
export function model(): Module;
export const seed: number;
export const epochs: number;
export const learningRate: number;
export function outputs(model: { module: Module; parameters: Parameters }): number[];
