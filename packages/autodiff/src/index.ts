export { checkGradients } from './checkGradients.js';
export type { GradientCheck } from './checkGradients.js';
export { grad, valueAndGrad, vjp, vjpProgram } from './grad.js';
export type { Objective, ValueAndGrad, VjpResult } from './grad.js';
export { rules } from './rules/index.js';
export type { NotDifferentiable, Rule, VjpRule } from './rule.js';
