/** (module (func (result v128) (v128.const 0))): vectors, and nothing else. */
const SMALLEST = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 22, 1, 20, 0, 253, 12],
  ...new Array<number>(16).fill(0),
  11,
);

/** Why nothing can be compiled here, or undefined if it can. */
export function whyNotCompiled(): string | undefined {
  if (typeof WebAssembly === 'undefined') return 'WebAssembly is not there';
  if (!WebAssembly.validate(SMALLEST)) return 'WebAssembly has no vectors here';
  try {
    new WebAssembly.Module(SMALLEST);
    return undefined;
  } catch {
    return "the page's Content-Security-Policy does not let WebAssembly be compiled: add 'wasm-unsafe-eval' to its script-src";
  }
}
