/** A logarithmic axis from decade to decade around positive values, with at most eight labels, as Vega-Lite takes it. */
export interface LogAxis {
  readonly scale: { readonly type: 'log'; readonly domain: [number, number] };
  readonly axis: { readonly values: number[]; readonly labelExpr: string };
}

/** The smallest decade that float64 holds with full precision. */
const SMALLEST = -307;
const LABELS = 7;
/** 0.01, 1, 10,000; farther out 1e-30, 1e6. */
const DECADE_LABEL = "datum.value >= 0.001 && datum.value < 100000 ? format(datum.value, ',~r') : replace(format(datum.value, '~e'), '+', '')";

/** @param below decades left free below the values, for what lies at zero */
export function logAxis(values: readonly number[], below = 0): LogAxis {
  const exponents = values.filter(isDrawable).map(Math.log10);
  const low = Math.max(Math.floor(Math.min(...(exponents.length > 0 ? exponents : [0]))), SMALLEST) - below;
  const high = Math.max(Math.ceil(Math.max(...(exponents.length > 0 ? exponents : [0]))), low + 1);
  const stride = Math.max(1, Math.ceil((high - low) / LABELS));
  const ticks: number[] = [];
  // Counted from 10^0, so that 1 is among the labels where it is within the axis.
  for (let exponent = Math.ceil(low / stride) * stride; exponent <= high; exponent += stride) ticks.push(decade(exponent));
  return { scale: { type: 'log', domain: [decade(low), decade(high)] }, axis: { values: ticks, labelExpr: DECADE_LABEL } };
}

/** Whether a value has a place on a logarithmic axis. */
export function isDrawable(value: number): boolean {
  return Number.isFinite(value) && value >= decade(SMALLEST);
}

/** Exact, which `10 ** exponent` is not. */
function decade(exponent: number): number {
  return Number(`1e${exponent}`);
}
