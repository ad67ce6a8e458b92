// What triggers each error, run when the page is made: its message is what was thrown. The page shows these functions as they stand here.
import { decodeModelFile } from '@rekur/tasks';
import { findDataset } from '@rekur/datasets';
import { linear } from '@rekur/rnn';
import { readSafetensors, writeSafetensors } from '@rekur/safetensors';
import { exp, gather, matmul, parseProgram, tensor, trace, zeros } from '@rekur/tensor';
import { adam, decodeModel, fit, meanSquaredError } from '@rekur/train';
import { trainingCurves } from '@rekur/viz';

/** By the name of the class. */
export const errorExamples: Readonly<Record<string, () => unknown>> = {
  ShapeError: () => matmul(zeros([2, 3]), zeros([2, 3])),
  DTypeError: () => exp(tensor([1], { dtype: 'int32' })),
  ValueError: () => gather(zeros([2, 3]), tensor([5], { dtype: 'int32' })),
  ProgramError: () => parseProgram('program('),
  TraceError: () => trace((x) => [tensor(x.data)], [{ shape: [2], dtype: 'float32' }]),
  FitError: async () => {
    const batches = [{ inputs: tensor([[Infinity]]), targets: tensor([[1]]) }];
    const losses = [];
    for await (const event of fit(linear(1, 1), batches, { loss: meanSquaredError, optimizer: adam(), seed: 1 })) {
      if (event.type === 'step') losses.push(event.loss);
    }
  },
  ModelFileError: () => decodeModel(writeSafetensors({ tensors: {} })),
  DataError: () => findDataset('mobydick'),
  TaskError: () => decodeModelFile(writeSafetensors({ tensors: {} })),
  FigureError: () => trainingCurves({ curves: [] }),
  SafetensorsError: () => readSafetensors(new Uint8Array(5)),
};
