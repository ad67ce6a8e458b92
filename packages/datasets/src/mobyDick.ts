import type { TextDataset } from './dataset.js';

/**
 * Moby-Dick by Herman Melville: 1,190,317 characters (Unicode code points), 83 of them distinct. The 135
 * chapters, without the front matter and the epilogue. Imports 1.2 MB of text on the first call.
 */
export async function mobyDick(): Promise<TextDataset> {
  const { text } = await import('./data/moby-dick.js');
  return { kind: 'text', name: 'moby-dick', title: 'Moby-Dick', text };
}
