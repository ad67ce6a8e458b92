import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { rekurPlugin } from './tooling/eslint-rules.mjs';

const nodeOnly = 'Main entries work in browsers: what needs Node belongs in src/node.ts or src/node/ (subpath ./node).';

export default defineConfig(
  globalIgnores(['**/dist/', '**/.tmp/', '**/.reports/', '**/.turbo/', '**/coverage/']),

  {
    files: ['**/*.ts', '**/*.js', '**/*.mjs'],
    plugins: { rekur: rekurPlugin },
    rules: {
      'rekur/arrows': 'error',
      'rekur/exhaustive-primitives': 'error',
      'rekur/long-file': ['warn', { max: 300 }],
      'max-lines': ['error', { max: 500 }],
      eqeqeq: 'error',
      'prefer-const': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Use the counter-based RNG of @rekur/tensor: runs must repeat.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Name every export: an index is a table of contents.' },
      ],
    },
  },

  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // `as any` and every other any.
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // An async function without await still turns a throw into a rejection, which callers rely on.
      '@typescript-eslint/require-await': 'off',
    },
  },

  {
    files: ['packages/*/src/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: ['**/*.test.ts', 'packages/*/src/node.ts', 'packages/*/src/node/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: ['node:*', 'fs', 'path', 'os'], message: nodeOnly }] }],
      'no-restricted-globals': ['error', ...['process', 'Buffer'].map((name) => ({ name, message: nodeOnly }))],
    },
  },

  {
    // Generated data, not code to read.
    files: ['packages/datasets/src/data/**'],
    rules: { 'max-lines': 'off', 'rekur/long-file': 'off' },
  },
);
