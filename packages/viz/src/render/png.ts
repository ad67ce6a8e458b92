import type { CustomFontsOptions } from '@resvg/resvg-wasm';

export interface PngOptions {
  /** Pixels of the image per pixel of the figure. Default 2. */
  readonly scale?: number;
  /**
   * TrueType fonts to set texts in. Default: the package's own part of Noto Sans KR (Latin, Greek, symbols and the 2,350 Hangul
   * syllables of KS X 1001), which Node reads from `fonts/`; a page must give its own.
   */
  readonly fonts?: readonly Uint8Array[];
  /** The renderer's WebAssembly, `@resvg/resvg-wasm/index_bg.wasm`, or what fetches it. Node finds it itself; a page must give it. */
  readonly wasm?: Uint8Array | ArrayBuffer | Response | Promise<Response>;
}

/**
 * A picture of an SVG, such as `renderSvg` gives, as the bytes of a PNG file.
 * @throws Error for text that is not SVG
 */
export async function renderPng(svg: string, { scale = 2, fonts, wasm }: PngOptions = {}): Promise<Uint8Array> {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  starting ??= (async () => initWasm(wasm ?? (await ownWasm())))();
  await starting;
  const font: CustomFontsOptions = {
    fontBuffers: [...(fonts ?? [await (ownFontRead ??= ownFont())])],
    defaultFontFamily: 'Noto Sans KR',
    sansSerifFamily: 'Noto Sans KR',
    monospaceFamily: 'Noto Sans KR',
  };
  // resvg knows the older word for sharp squares, and forgets it at a word that it does not know.
  const renderer = new Resvg(svg.replaceAll('image-rendering: pixelated;', ''), { fitTo: { mode: 'zoom', value: scale }, font });
  try {
    return renderer.render().asPng();
  } finally {
    renderer.free();
  }
}

let starting: Promise<void> | undefined;
let ownFontRead: Promise<Uint8Array> | undefined;

async function ownWasm(): Promise<Uint8Array> {
  const { createRequire } = await import('node:module');
  const { readFile } = await import('node:fs/promises');
  return readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm'));
}

async function ownFont(): Promise<Uint8Array> {
  const { readFile } = await import('node:fs/promises');
  const path = await import('node:path');
  const { fileURLToPath } = await import('node:url');
  const { existsSync } = await import('node:fs');
  // Sources and build lie at different depths below the package.
  for (let folder = path.dirname(fileURLToPath(import.meta.url)); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const font = path.join(folder, 'fonts', 'NotoSansKR-Regular.subset.ttf');
    if (existsSync(font)) return readFile(font);
  }
  throw new Error('renderPng: font not found: fonts/NotoSansKR-Regular.subset.ttf is missing from @rekur/viz; install the package anew, or give fonts');
}
