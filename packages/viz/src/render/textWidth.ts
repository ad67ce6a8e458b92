/** Advance widths of U+0020 … U+007E in Noto Sans KR Regular, in thousandths of the font size. */
const ASCII = [
  224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555, 555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474,
  946, 608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555, 559,
  606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
];
const HANGUL = 920;
const GREEK = 613;
const OTHER = 1000;

/** Width of a text in pixels as Noto Sans KR sets it: exact for ASCII and Hangul, an upper bound for most else. */
export function measureTextWidth(text: string, fontSize: number): number {
  let thousandths = 0;
  for (const character of text) thousandths += widthOf(character.codePointAt(0) ?? 0);
  return (thousandths * fontSize) / 1000;
}

function widthOf(code: number): number {
  if (code >= 0x20 && code <= 0x7e) return ASCII[code - 0x20];
  if (code >= 0xac00 && code <= 0xd7a3) return HANGUL;
  return code >= 0x370 && code <= 0x3ff ? GREEK : OTHER;
}
