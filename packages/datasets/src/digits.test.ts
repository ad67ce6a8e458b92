import { permutation, randomKey, type Tensor } from '@rekur/tensor';
import { describe, expect, test } from 'vitest';
import { DataError } from './error.js';
import { batches } from './batches.js';
import { datasets } from './datasets.js';
import { digits } from './digits.js';

/** How often each of 0 … 9 occurs. */
const counts = ({ data }: Tensor) => Array.from({ length: 10 }, (_, digit) => data.filter((label) => label === digit).length);

describe('digits', () => {
  test('are the values of the file in scikit-learn, all 1,797 lines', async () => {
    const { train, test: last } = await digits({ as: 'pixels' });
    const rows = [train, last].flatMap(({ inputs, labels }) =>
      Array.from(labels.data, (label, image) => `${Array.from(inputs.data.subarray(image * 64, image * 64 + 64), (pixel) => pixel * 16).join(',')},${label}\n`),
    );
    expect(rows.length).toBe(1797);
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(rows.join(''))));
    // sha256sum of digits.csv, unpacked.
    expect(Buffer.from(hash).toString('hex')).toBe('6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8');
    expect(datasets.digits.sizeBytes).toBe(1797 * 65);
  });

  test('begin with a zero, in rows of pixels', async () => {
    const { train, ...rest } = await digits();
    expect(rest).toMatchObject({ kind: 'images', name: 'digits', imageSize: [8, 8] });
    expect([train.inputs.shape, train.inputs.dtype, train.labels.dtype, train.labels.data[0]]).toEqual([[898, 8, 8], 'float32', 'int32', 0]);
    // load_digits().images[0] in scikit-learn's documentation.
    expect(Array.from(train.inputs.data.subarray(0, 64), (pixel) => pixel * 16)).toEqual([
      0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0, 0, 3, 15, 2, 0, 11, 8, 0, 0, 4, 12, 0, 0, 8, 8, 0, 0, 5, 8, 0, 0, 9, 8, 0, 0, 4, 11,
      0, 1, 12, 7, 0, 0, 2, 14, 5, 10, 12, 0, 0, 0, 0, 6, 13, 10, 0, 0, 0,
    ]);
  });

  test('have as many of each class as UCI says, and as many to test with as scikit-learn reports', async () => {
    const { train, test: last } = await digits();
    const [first, second] = [counts(train.labels), counts(last.labels)];
    // The table in optdigits.names; the support column of scikit-learn's "Recognizing hand-written digits".
    expect(first.map((count, digit) => count + second[digit])).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
    expect(second).toEqual([88, 91, 86, 91, 92, 91, 91, 89, 88, 92]);
  });

  test('are told apart by their 5 nearest neighbours as often as scikit-learn publishes', async () => {
    const { train, test: last } = await digits({ as: 'pixels' });
    const image = (index: number) => (index < 898 ? train.inputs.data.subarray(index * 64, index * 64 + 64) : last.inputs.data.subarray((index - 898) * 64, (index - 897) * 64));
    const label = (index: number) => (index < 898 ? train.labels.data[index] : last.labels.data[index - 898]);
    let right = 0;
    for (let index = 1617; index < 1797; index++) {
      const wanted = image(index);
      const near = Array.from({ length: 1617 }, (_, other) => {
        const pixels = image(other);
        let distance = 0;
        for (let place = 0; place < 64; place++) distance += (pixels[place] - wanted[place]) ** 2;
        return { distance, label: label(other) };
      });
      near.sort((a, b) => a.distance - b.distance);
      const votes = near.slice(0, 5).reduce((sum, { label: digit }) => ((sum[digit] += 1), sum), new Array<number>(10).fill(0));
      if (votes.indexOf(Math.max(...votes)) === label(index)) right++;
    }
    // "KNN score: 0.961111" of "Digits Classification Exercise": trained on the first nine tenths.
    expect((right / 180).toFixed(6)).toBe('0.961111');
  });

  test('pixels in another order are the same pixels', async () => {
    const order = permutation(randomKey(1), 64);
    const [plain, permuted] = [await digits({ as: 'pixels' }), await digits({ as: 'pixels', order })];
    expect(permuted.test.inputs.shape).toEqual([899, 64, 1]);
    expect(permuted.test.labels.data).toEqual(plain.test.labels.data);
    for (const place of [0, 30, 63]) {
      expect(permuted.train.inputs.data[5 * 64 + place]).toBe(plain.train.inputs.data[5 * 64 + order[place]]);
    }
  });

  test('go into batches as they are', async () => {
    const { train, test: last } = await digits({ as: 'pixels' });
    const epoch = batches(train, { batch: 32, shuffle: true, seed: 1 });
    const { inputs, targets, weights } = epoch.at(28);
    expect([epoch.length, inputs.shape, targets.shape, targets.dtype, weights.data.indexOf(0)]).toEqual([29, [32, 64, 1], [32], 'int32', 2]);
    const all = batches(last, { batch: 899 }).at(0);
    expect(all.inputs.data).toEqual(last.inputs.data);
    expect(all.targets.data).toEqual(last.labels.data);
  });

  test('each load gives arrays of its own', async () => {
    (await digits()).train.inputs.data[2] = 7;
    expect((await digits()).train.inputs.data[2]).toBe(5 / 16);
  });

  test('refuse another form and an order that is none', async () => {
    await expect(digits({ as: 'columns' as 'rows' })).rejects.toThrow(
      new DataError('digits: no such form of an image: "columns"; "rows" or "pixels" is expected'),
    );
    const mend = 'each of 0 … 63 once is expected; permutation(randomKey(seed), 64) of @rekur/tensor makes one';
    await expect(digits({ order: [1, 2] })).rejects.toThrow(new DataError(`digits: order is not a permutation: 2 places; ${mend}`));
    await expect(digits({ order: new Array<number>(64).fill(0) })).rejects.toThrow(
      new DataError(`digits: order is not a permutation: sorted, order[1] is 0; ${mend}`),
    );
  });
});
