/**
 * An event as one line of JSON: tensors are left out (parameters; of a model its card stays), typed arrays become arrays,
 * and what is no number in JSON becomes null.
 */
export function eventLine(event: object): string {
  const text = JSON.stringify(withoutGetters(event), (key, value: unknown) => {
    // Parameters are tensors; where it is a number, it says how many there are.
    if (key === 'parameters' && typeof value === 'object') return undefined;
    if (key === 'model') return (value as { card?: unknown } | undefined)?.card === undefined ? value : { card: (value as { card: unknown }).card };
    return ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value;
  });
  return `${text}\n`;
}

/** Reading the parameters of an event would copy them out of the engine. */
function withoutGetters(event: object): object {
  const properties = Object.entries(Object.getOwnPropertyDescriptors(event));
  return Object.fromEntries(properties.flatMap(([name, property]) => (property.get ? [] : [[name, property.value as unknown]])));
}
