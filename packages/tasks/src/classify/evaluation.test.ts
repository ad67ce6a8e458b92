import { expect, test } from 'vitest';
import { evaluate } from './evaluation.js';

test('figures are those of the example in the documentation of scikit-learn’s classification_report', () => {
  const { accuracy, f1, classes, confusion, majority } = evaluate(['0', '1', '2'], [0, 0, 2, 2, 1], [0, 1, 2, 2, 2], 2);
  const rounded = classes.map((each) => [each.precision, each.recall, each.f1].map((value) => value.toFixed(2)).concat(String(each.examples)));
  expect(rounded).toEqual([
    ['0.50', '1.00', '0.67', '1'],
    ['0.00', '0.00', '0.00', '1'],
    ['1.00', '0.67', '0.80', '3'],
  ]);
  expect([accuracy.toFixed(2), f1.toFixed(2)]).toEqual(['0.60', '0.49']);
  expect(confusion).toEqual([[1, 0, 0], [1, 0, 0], [0, 1, 2]]);
  expect(majority).toEqual({ label: '2', accuracy: 0.6 });
});

test('rows of the confusion matrix are true classes, as in the documentation of scikit-learn’s confusion_matrix', () => {
  expect(evaluate(['0', '1', '2'], [0, 0, 2, 2, 0, 2], [2, 0, 2, 2, 0, 1], 2).confusion).toEqual([[2, 0, 0], [0, 0, 1], [1, 0, 2]]);
});
