/**
 * 64 bits that change with a text, as hexadecimal: FNV-1a over its UTF-16 units, twice with different starts. To notice
 * another text, not to withstand an attack.
 */
export function fingerprint(text: string): string {
  return hash(text, 0x811c9dc5) + hash(text, 0x9747b28c);
}

function hash(text: string, start: number): string {
  let state = start;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return (state >>> 0).toString(16).padStart(8, '0');
}
