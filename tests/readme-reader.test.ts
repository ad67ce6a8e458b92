import { expect, test } from 'vitest';
import { commands, firstBlock, promisedOutput } from './readme.js';

test('the first block in a wanted language is found', () => {
  const markdown = 'Text\n\n```sh\nnpm install\n```\n\n```ts\nconst a = 1;\n```\n\n```js\nlater();\n```\n';
  expect(firstBlock(markdown, ['ts', 'js'])).toEqual({ language: 'ts', code: 'const a = 1;\n' });
  expect(firstBlock(markdown, ['python'])).toBeUndefined();
});

test('promised output stands beside console.log or after `prints:`', () => {
  const code = [
    'console.log(sum); // 6',
    '  if (last(step)) console.log(loss < 0.1); // true',
    'const x = 1; // not output',
    'console.log(table);',
    '// prints: a b',
    '// 1 2',
    '',
    '// a comment',
  ].join('\n');
  expect(promisedOutput(code)).toEqual(['6', 'true', 'a b', '1 2']);
});

test('commands are the lines for rekur', () => {
  const code = 'npm install -g rekur\n$ rekur train text.txt \\\n  --epochs 2   # a comment\nnpx rekur --help\n';
  expect(commands(code)).toEqual(['rekur train text.txt --epochs 2   # a comment', 'npx rekur --help']);
});
