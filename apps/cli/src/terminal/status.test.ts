import { describe, expect, test } from 'vitest';
import { bar, createStatus } from './status.js';

function outputOf(isTerminal: boolean) {
  let text = '';
  return { written: () => text, output: { isTerminal, columns: 20, write: async (more: string) => void (text += more) } };
}

describe('a status', () => {
  test('changes one line of a terminal in place, cut to its width, and keeps other lines above it', () => {
    const { written, output } = outputOf(true);
    let ms = 0;
    const status = createStatus(output, { now: () => ms });
    status.update('step 1');
    ms = 50;
    status.update('too soon');
    ms = 150;
    status.update('step 2 of a number of steps');
    status.line('done');
    status.clear();
    expect(written()).toBe('\r\u001b[Kstep 1\r\u001b[Kstep 2 of a number \r\u001b[Kdone\n');
  });

  test('writes only the lines that stay where there is no terminal, and nothing if silent', () => {
    const plain = outputOf(false);
    const status = createStatus(plain.output);
    status.update('step 1');
    status.line('done');
    expect(plain.written()).toBe('done\n');
    const silent = outputOf(true);
    const none = createStatus(silent.output, { silent: true });
    none.update('step 1');
    none.line('done');
    expect(silent.written()).toBe('');
  });

  test('draws a bar', () => {
    expect([bar(0, 8), bar(1, 4), bar(4, 4), bar(5, 4), bar(0, 0)]).toEqual([
      '░░░░░░░░░░░░   0 %',
      '███░░░░░░░░░  25 %',
      '████████████ 100 %',
      '████████████ 100 %',
      '████████████ 100 %',
    ]);
  });
});
