/** The positions of equal keys together, groups in the order in which their keys first occur. */
export function groupIndices(keys: ArrayLike<number | string>): number[][] {
  const groups = new Map<number | string, number[]>();
  for (let index = 0; index < keys.length; index++) {
    const own = groups.get(keys[index]);
    if (own) own.push(index);
    else groups.set(keys[index], [index]);
  }
  return Array.from(groups.values());
}
