/** Width and height of the picture. */
export const CAT_SIZE = 64;

type Shape = (x: number, y: number) => boolean;

const ellipse = (centerX: number, centerY: number, radiusX: number, radiusY: number): Shape => (x, y) => ((x - centerX) / radiusX) ** 2 + ((y - centerY) / radiusY) ** 2 <= 1;

const triangle = (...corners: readonly (readonly [number, number])[]): Shape => (x, y) => {
  const sides = corners.map(([fromX, fromY], index) => {
    const [toX, toY] = corners[(index + 1) % 3];
    return (toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX);
  });
  return sides.every((side) => side >= 0) || sides.every((side) => side <= 0);
};

const line = (fromX: number, fromY: number, toX: number, toY: number, thickness: number): Shape => (x, y) => {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const along = Math.min(1, Math.max(0, ((x - fromX) * dx + (y - fromY) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - fromX - along * dx, y - fromY - along * dy) <= thickness / 2;
};

/** The same shape on the other side of the face. */
const mirrored = (shape: Shape): Shape => (x, y) => shape(CAT_SIZE - x, y);

const both = (shape: Shape): Shape => (x, y) => shape(x, y) || mirrored(shape)(x, y);

const upperHalf = (shape: Shape, from: number): Shape => (x, y) => y >= from && shape(x, y);

/** Painted one over the other, each with its darkness from 0 (paper) to 1 (ink). */
const layers: readonly (readonly [Shape, number])[] = [
  [both(triangle([8, 4], [31, 18], [10, 34])), 0.6],
  [both(triangle([12, 11], [23, 18], [13, 27])), 0.3],
  [ellipse(32, 38, 25, 22), 0.6],
  [both(line(20, 21, 22, 27, 2.2)), 0.82],
  [line(32, 18, 32, 26, 2.2), 0.82],
  [both(line(26, 18.5, 27, 26, 2.2)), 0.82],
  [both(ellipse(21, 35, 6, 5.2)), 0.05],
  [both(ellipse(21, 35, 2, 5)), 1],
  [both(ellipse(27.5, 48, 5.5, 4.6)), 0.22],
  [triangle([28, 43], [36, 43], [32, 47.5]), 0.95],
  [line(32, 47, 32, 50, 1.3), 0.95],
  [both(upperHalf((x, y) => Math.abs(Math.hypot((x - 28.5) / 3.6, (y - 49.5) / 3) - 1) <= 0.24, 49.5)), 0.95],
  [both(line(20, 45, 3, 42, 1)), 0.05],
  [both(line(20, 47.5, 2, 48, 1)), 0.05],
  [both(line(20, 50, 4, 54, 1)), 0.05],
];

/** A cat's face, 64 × 64 pixels row by row, from 0 (paper) to 1 (ink). */
export function catPicture(): number[] {
  const darknessAt = (x: number, y: number): number => layers.findLast(([shape]) => shape(x, y))?.[1] ?? 0;
  // Four points a pixel, so that edges are smooth.
  const points = [0.25, 0.75];
  return Array.from({ length: CAT_SIZE ** 2 }, (_, pixel) => {
    const [row, column] = [Math.floor(pixel / CAT_SIZE), pixel % CAT_SIZE];
    return points.flatMap((dy) => points.map((dx) => darknessAt(column + dx, row + dy))).reduce((sum, value) => sum + value, 0) / 4;
  });
}
