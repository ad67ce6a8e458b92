import { foldKey } from '@rekur/tensor';
import type { ApplyContext } from './module.js';

/**
 * The context that a module hands to its part number `index`, called `name`: the same lengths and observer, a key of its own,
 * and its place in the model. Undefined stays undefined.
 */
export function contextOfPart(context: ApplyContext | undefined, index: number, name = String(index)): ApplyContext | undefined {
  if (!context) return undefined;
  return { ...context, ...(context.key && { key: foldKey(context.key, index) }), path: pathWithin(context, name) };
}

/** `name` within the module that has this context, such as `0.l1`. */
export function pathWithin(context: ApplyContext, name: string): string {
  return context.path ? `${context.path}.${name}` : name;
}
