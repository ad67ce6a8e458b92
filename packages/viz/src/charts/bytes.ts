const UNITS = ['B', 'KiB', 'MiB', 'GiB'];

/** Bytes in the largest unit of which there is at least one: `1.5 MiB`. */
export function bytesInWords(bytes: number): string {
  const unit = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1);
  return `${Number((bytes / 1024 ** unit).toPrecision(3))} ${UNITS[unit]}`;
}
