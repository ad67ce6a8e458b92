import { describe, ValueError } from '@rekur/tensor';

/** The choice of that name. @throws ValueError for another name, which TypeScript would have refused. */
export function requireChoice<T>(layer: string, option: string, choices: Readonly<Record<string, T>>, name: string): T {
  if (Object.hasOwn(choices, name)) return choices[name];
  throw new ValueError(describe(layer, 'unknown option', `${option} is '${String(name)}'`, `one of ${Object.keys(choices).join(', ')} is expected`));
}
