// Output of a test is a defect until the test says otherwise (vi.spyOn(console, …)): it hides real messages, and a
// library that prints is a nuisance. Calls are recorded and reported after the test rather than thrown, because code
// under test could catch what is thrown.
import { afterAll, afterEach } from 'vitest';

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'table', 'dir'] as const;
const printed: string[] = [];

for (const method of methods) {
  console[method] = (...values: unknown[]) => {
    printed.push(`console.${method}: ${values.map(String).join(' ')}`);
  };
}

function failIfPrinted() {
  const lines = printed.splice(0);
  if (lines.length > 0) throw new Error(`unexpected console output:\n${lines.join('\n')}`);
}

afterEach(failIfPrinted);
afterAll(failIfPrinted);
