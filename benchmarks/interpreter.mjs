import { cpus } from 'node:os';
import { benchmarkMatmul } from './matmul.mjs';
import { benchmarkTrainingStep } from './training-step.mjs';

console.log(`Node ${process.version}, V8 ${process.versions.v8}, ${cpus()[0].model}, ${cpus().length} cores`);
console.log('\nReference matmul, float32, one thread, medians of 9 rounds');
console.table(benchmarkMatmul());
console.log('\nLSTM training step on the interpreter, median of 5 steps');
console.table(await benchmarkTrainingStep());
console.log('\nAirPassengers: the last 48 months one step ahead, five seeds');
await import('./forecast-seeds.mjs');
