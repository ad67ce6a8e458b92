import { type ErrorObject, Ajv } from 'ajv';
import schema from 'vega-lite/vega-lite-schema.json' with { type: 'json' };
import type { ChartFigure } from '../figure.js';

// The schema is sound, and large: these options halve the seconds that its compilation takes.
const ajv = new Ajv({ strict: false, validateFormats: false, validateSchema: false, inlineRefs: false, code: { optimize: false } });
const validate = ajv.compile(schema);

/**
 * Fails a test whose figure is not Vega-Lite by its own JSON schema, misspelt properties included.
 * @throws Error that names the deepest places which do not fit
 */
export function expectValidSpec(figure: ChartFigure): void {
  // Through JSON, as the specification travels: what is undefined disappears, what is not finite becomes null.
  if (validate(JSON.parse(JSON.stringify(figure.spec)))) return;
  throw new Error(`expectValidSpec: ${figure.id} is not valid Vega-Lite:\n${deepest(validate.errors ?? []).join('\n')}`);
}

/** The schema tries every kind of chart, so most of its complaints are about kinds that were not meant: the deepest one is. */
function deepest(errors: readonly ErrorObject[]): string[] {
  const depth = ({ instancePath }: ErrorObject): number => instancePath.split('/').length;
  const most = Math.max(...errors.map(depth));
  const lines = errors.filter((error) => depth(error) >= most - 1).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
  return [...new Set(lines)].slice(0, 12);
}
