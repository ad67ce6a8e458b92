import { rule } from '../rule.js';

/** d(a + b) = da + db */
export const addRule = rule('add', (g) => [() => g, () => g]);
