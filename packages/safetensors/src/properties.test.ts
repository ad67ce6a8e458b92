import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bitsPerElement,
  dtypes,
  readSafetensors,
  SafetensorsError,
  writeSafetensors,
  type SafetensorsContent,
  type TensorEntry,
} from './index.js';

const text = fc.string({ unit: 'binary', maxLength: 6 });
const special = fc.constantFrom('', '__proto__', 'constructor', 'dtype', '0', '\uffff', '\u{1f600}');
const name = fc.oneof(text, special).filter((each) => each !== '__metadata__');

/** Any element type and small shape; the last dimension of F4 and F6 is a multiple of 4, which fills whole bytes. */
const entry: fc.Arbitrary<TensorEntry> = fc
  .tuple(fc.constantFrom(...dtypes), fc.array(fc.nat(3), { maxLength: 3 }))
  .chain(([dtype, dimensions]) => {
    const bits = bitsPerElement[dtype];
    const shape = bits < 8 ? [...dimensions, 4] : dimensions;
    const length = (shape.reduce((product, size) => product * size, 1) * bits) / 8;
    const bytes = fc.uint8Array({ minLength: length, maxLength: length });
    return bytes.map((data): TensorEntry => ({ dtype, shape, bytes: data }));
  });

const content: fc.Arbitrary<SafetensorsContent> = fc.record({
  tensors: fc.array(fc.tuple(name, entry), { maxLength: 5 }).map((pairs) => new Map(pairs)),
  metadata: fc.dictionary(fc.oneof(text, special), text, { maxKeys: 3 }),
});

function headerEnd(file: Uint8Array): number {
  return 8 + Number(new DataView(file.buffer).getBigUint64(0, true));
}

test('what is written reads the same', () => {
  fc.assert(
    fc.property(content, (written) => {
      const read = readSafetensors(writeSafetensors(written));
      expect(new Map(read.tensors)).toEqual(written.tensors);
      expect(Object.entries(read.metadata).sort()).toEqual(Object.entries(written.metadata ?? {}).sort());
    }),
    { numRuns: 1000 },
  );
});

test('what is read writes the same bytes', () => {
  fc.assert(
    fc.property(content, (written) => {
      const file = writeSafetensors(written);
      expect(writeSafetensors(readSafetensors(file))).toEqual(file);
    }),
    { numRuns: 500 },
  );
});

test('every truncation and every extension of a file is refused', () => {
  fc.assert(
    fc.property(content, fc.nat(), (written, cut) => {
      const file = writeSafetensors(written);
      const longer = new Uint8Array(file.length + 1 + (cut % 16));
      longer.set(file);
      expect(() => readSafetensors(file.subarray(0, cut % file.length))).toThrow(SafetensorsError);
      expect(() => readSafetensors(longer)).toThrow(SafetensorsError);
    }),
    { numRuns: 1000 },
  );
});

test('bytes changed in the header give a file or a SafetensorsError, nothing else', () => {
  const change = fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(...'{}[]",:0123456789-.eE\\untf ').map(code)));
  fc.assert(
    fc.property(content, fc.array(change, { minLength: 1, maxLength: 3 }), (written, changes) => {
      const file = writeSafetensors(written);
      const end = headerEnd(file);
      for (const [position, byte] of changes) file[position % end] = byte;
      readOrRefuse(file);
    }),
    { numRuns: 3000 },
  );
});

test('random bytes give a SafetensorsError, nothing else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.boolean(), (bytes, plausible) => {
      if (plausible) bytes.set([bytes.length % 60, 0, 0, 0, 0, 0, 0, 0].slice(0, bytes.length));
      readOrRefuse(bytes);
    }),
    { numRuns: 3000 },
  );
});

function code(character: string): number {
  return character.charCodeAt(0);
}

function readOrRefuse(file: Uint8Array): void {
  try {
    readSafetensors(file);
  } catch (error) {
    if (!(error instanceof SafetensorsError)) throw error;
  }
}
