/**
 * A grey picture as the URL of a PNG file: one image in a drawing, where squares would be thousands. Not compressed, since such pictures are
 * small and compressing is not the same code everywhere.
 * @param pixels `[rows, columns]`: whole numbers from 0, black, to 255, white
 *
 * Source: Portable Network Graphics, third edition, W3C 2025; RFC 1950 and 1951.
 */
export function greyPngUrl(pixels: readonly (readonly number[])[]): string {
  const [rows, columns] = [pixels.length, pixels[0].length];
  const EIGHT_BITS_GREY = [8, 0, 0, 0, 0];
  const bytes = [
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', [...bigEndian(columns), ...bigEndian(rows), ...EIGHT_BITS_GREY]),
    // Each row begins with its filter: none.
    ...chunk('IDAT', stored(pixels.flatMap((row) => [0, ...row]))),
    ...chunk('IEND', []),
  ];
  return `data:image/png;base64,${btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''))}`;
}

function chunk(name: string, data: readonly number[]): number[] {
  const named = [...Array.from(name, (letter) => letter.charCodeAt(0)), ...data];
  return [...bigEndian(data.length), ...named, ...bigEndian(checksum(named))];
}

const LARGEST_BLOCK = 65535;

/** A zlib stream of blocks that hold their bytes as they are. */
function stored(data: readonly number[]): number[] {
  const stream = [0x78, 0x01];
  for (let start = 0; start < data.length; start += LARGEST_BLOCK) {
    const block = data.slice(start, start + LARGEST_BLOCK);
    const isLast = start + LARGEST_BLOCK >= data.length;
    const length = [block.length & 255, block.length >> 8];
    stream.push(Number(isLast), ...length, ...length.map((byte) => byte ^ 255));
    for (const byte of block) stream.push(byte);
  }
  let [low, high] = [1, 0];
  for (const byte of data) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return [...stream, high >> 8, high & 255, low >> 8, low & 255];
}

/** CRC-32. */
function checksum(data: readonly number[]): number {
  let crc = -1;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc;
}

function bigEndian(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
}
