export { loadStandalone } from '@rekur/wasm/standalone';
