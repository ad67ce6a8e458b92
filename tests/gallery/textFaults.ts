/** What is wrong with a text of a drawing, in words. */
export interface TextFault {
  /** Which drawing of the page, from 0. */
  readonly drawing: number;
  readonly fault: string;
}

export interface TextRules {
  /** Pixels that two texts may share, and that a text may stand over the frame. */
  readonly tolerance: number;
  /** Of all texts on what lies beneath them. */
  readonly contrast: number;
}

/**
 * Looks at every text of every SVG in the page: it lies within its drawing, stands on no other text and on no picture, and has contrast with
 * what lies beneath it. A turned text has a turned box. Runs in the page, so it is one function that knows nothing from outside.
 */
export function textFaults({ tolerance, contrast }: TextRules): TextFault[] {
  interface Place {
    readonly x: number;
    readonly y: number;
  }
  interface Box {
    readonly text: SVGTextElement;
    /** Around, from the beginning of the line's top. */
    readonly corners: readonly Place[];
  }
  type Color = readonly [red: number, green: number, blue: number, alpha: number];

  // Of Noto Sans KR, in parts of the font size: the line's box, and within it what letters take.
  const [lineAscent, lineDescent, ascent, descent] = [1.16, 0.288, 0.75, 0.2];

  function boxOf(text: SVGTextElement): Box {
    const { x, y, width, height } = text.getBBox();
    const size = Number.parseFloat(getComputedStyle(text).fontSize);
    const [top, bottom] = [y + (lineAscent - ascent) * size, y + height - (lineDescent - descent) * size];
    const matrix = text.getScreenCTM();
    if (!matrix) throw new Error('textFaults: a text is not drawn');
    const corners = [[x, top], [x + width, top], [x + width, bottom], [x, bottom]].map(([left, down]) => new DOMPoint(left, down).matrixTransform(matrix));
    return { text, corners };
  }

  /** By separating axes, which for rectangles are their sides: the least that they share along any of them. */
  function shared(a: Box, b: Box): number {
    let least = Infinity;
    for (const { corners } of [a, b]) {
      for (const side of [0, 1]) {
        const [from, to] = [corners[side], corners[side + 1]];
        const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
        const axis = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
        const [along, other] = [a, b].map((box) => box.corners.map(({ x, y }) => x * axis.x + y * axis.y));
        least = Math.min(least, Math.min(Math.max(...along), Math.max(...other)) - Math.max(Math.min(...along), Math.min(...other)));
      }
    }
    return least;
  }

  function colorOf(css: string, opacity: number): Color | undefined {
    const [red, green, blue, alpha = 1] = (/^rgba?\(([^)]*)\)$/.exec(css)?.[1].split(/[ ,/]+/) ?? []).map(Number);
    return blue === undefined ? undefined : [red, green, blue, alpha * opacity];
  }

  /** Of an element and all that it stands in. */
  function opacityOf(element: Element): number {
    let opacity = 1;
    for (let at: Element | null = element; at && at.tagName !== 'svg'; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
    return opacity;
  }

  function over([red, green, blue, alpha]: Color, below: Color): Color {
    const mix = (top: number, ground: number): number => top * alpha + ground * (1 - alpha);
    return [mix(red, below[0]), mix(green, below[1]), mix(blue, below[2]), 1];
  }

  /** WCAG 2.2, relative luminance. */
  function luminance([red, green, blue]: Color): number {
    const [r, g, b] = [red, green, blue].map((channel) => (channel <= 0.04045 * 255 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function contrastOf(one: Color, other: Color): number {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  interface Shape {
    readonly element: SVGGeometryElement;
    readonly around: DOMRect;
    readonly inverse: DOMMatrix;
    readonly color: Color;
  }

  function shapesOf(svg: SVGSVGElement): Shape[] {
    return Array.from(svg.querySelectorAll<SVGGeometryElement>('rect, circle, ellipse, path, polygon')).flatMap((element) => {
      const style = getComputedStyle(element);
      const matrix = element.getScreenCTM();
      const color = colorOf(style.fill, Number(style.fillOpacity) * opacityOf(element));
      if (!matrix || !color || color[3] === 0 || style.display === 'none' || element.closest('defs, clipPath')) return [];
      return [{ element, around: element.getBoundingClientRect(), inverse: matrix.inverse(), color }];
    });
  }

  /** All that is painted before the text at a place, put over each other. */
  function groundAt(place: Place, text: Element, shapes: readonly Shape[]): Color {
    let ground: Color = [255, 255, 255, 1];
    for (const { element, around, inverse, color } of shapes) {
      if (place.x < around.left || place.x > around.right || place.y < around.top || place.y > around.bottom) continue;
      if (!(element.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
      if (element.isPointInFill(new DOMPoint(place.x, place.y).matrixTransform(inverse))) ground = over(color, ground);
    }
    return ground;
  }

  const faults: TextFault[] = [];
  Array.from(document.querySelectorAll('svg')).forEach((svg, drawing) => {
    const report = (fault: string): void => void faults.push({ drawing, fault });
    const words = (text: Element): string => `“${text.textContent ?? ''}”`;
    const frame = svg.getBoundingClientRect();
    const shapes = shapesOf(svg);
    const texts = Array.from(svg.querySelectorAll('text')).filter((text) => text.textContent?.trim() && opacityOf(text) > 0 && getComputedStyle(text).display !== 'none');
    const boxes = texts.map(boxOf);
    boxes.forEach((box, index) => {
      const [xs, ys] = [box.corners.map(({ x }) => x), box.corners.map(({ y }) => y)];
      const outside = Math.max(frame.left - Math.min(...xs), Math.max(...xs) - frame.right, frame.top - Math.min(...ys), Math.max(...ys) - frame.bottom);
      if (outside > tolerance) report(`${words(box.text)} leaves the frame by ${outside.toFixed(1)} pixels`);
      for (const other of boxes.slice(index + 1)) {
        const pixels = shared(box, other);
        if (pixels > tolerance) report(`${words(box.text)} and ${words(other.text)} overlap by ${pixels.toFixed(1)} pixels`);
      }
      const middle = { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
      const pictures = Array.from(svg.querySelectorAll('image'), (image) => image.getBoundingClientRect());
      if (pictures.some(({ left, right, top, bottom }) => middle.x > left && middle.x < right && middle.y > top && middle.y < bottom)) report(`${words(box.text)} stands on a picture`);
      const style = getComputedStyle(box.text);
      const ink = colorOf(style.fill, Number(style.fillOpacity) * opacityOf(box.text));
      if (!ink) return report(`${words(box.text)} has no colour`);
      const [from] = box.corners;
      // Along the line's middle: a label may stand half on a bar.
      const ratios = [0.1, 0.5, 0.9].map((share) => {
        const along = { x: box.corners[1].x - from.x, y: box.corners[1].y - from.y };
        const place = { x: middle.x + along.x * (share - 0.5), y: middle.y + along.y * (share - 0.5) };
        const ground = groundAt(place, box.text, shapes);
        return contrastOf(over(ink, ground), ground);
      });
      if (Math.min(...ratios) < contrast - 0.005) report(`${words(box.text)} has a contrast of ${Math.min(...ratios).toFixed(2)}`);
    });
  });
  return faults;
}
