import { afterEach, expect, test } from 'vitest';
import { whyNotCompiled } from './available.js';

const { Module } = WebAssembly;

afterEach(() => {
  WebAssembly.Module = Module;
});

test('something can be compiled here', () => {
  expect(whyNotCompiled()).toBeUndefined();
});

test('says which policy a page needs where compilation is refused', () => {
  WebAssembly.Module = class {
    constructor() {
      throw new WebAssembly.CompileError('refused by the policy');
    }
  } as unknown as typeof WebAssembly.Module;
  expect(whyNotCompiled()).toBe("the page's Content-Security-Policy does not let WebAssembly be compiled: add 'wasm-unsafe-eval' to its script-src");
});
