import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSafetensors, tensorValues } from '@rekur/safetensors';
import type { DType , Tensor } from '@rekur/tensor';
import { tensor } from '@rekur/tensor';

/** One file of golden vectors. */
export interface GoldenCase {
  readonly file: string;
  /** PyTorch's options. */
  readonly options: Readonly<Record<string, unknown>> & { readonly kind: string };
  readonly names: readonly string[];
  /** A tensor in the dtype asked for; I64 becomes int32 after a range check. */
  get(name: string, dtype: DType): Tensor;
}

/** The folder given by REKUR_GOLDEN_DIR, or the one that comes with the tests. */
export const goldenFolder = process.env.REKUR_GOLDEN_DIR ?? import.meta.dirname;

export function goldenFiles(): string[] {
  const files = readdirSync(goldenFolder).filter((name) => name.endsWith('.safetensors')).sort();
  if (files.length === 0) throw new Error(`REKUR_GOLDEN_DIR: no golden files: ${goldenFolder}; at least one .safetensors is expected`);
  return files;
}

export function readGolden(file: string): GoldenCase {
  const { tensors, metadata } = readSafetensors(readFileSync(join(goldenFolder, file)));
  const get = (name: string, dtype: DType): Tensor => {
    const entry = tensors.get(name);
    if (!entry) throw new Error(`${file}: no tensor '${name}'; there are ${[...tensors.keys()].join(', ')}`);
    const values = Array.from(tensorValues(entry) as ArrayLike<number | bigint>, Number);
    if (dtype === 'int32' && values.some((value) => value !== (value | 0))) throw new Error(`${file}: ${name} has values beyond int32`);
    return tensor(values, { shape: entry.shape, dtype });
  };
  return { file, options: JSON.parse(metadata['case']) as GoldenCase['options'], names: [...tensors.keys()], get };
}
