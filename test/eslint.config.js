/** The house style as far as a linter can hold it. Warnings count as errors: see `npm run lint`. */
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const noClock = 'The domain has no clock and no randomness: they are handed in.';

export default defineConfig(
  globalIgnores(['.build/', 'data/', 'test/.out/', 'node_modules/', 'client/public/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict],
    // One program for all parts: the four of the build, one after the other, take half as long again.
    languageOptions: { parserOptions: { project: './test/tsconfig.lint.json', tsconfigRootDir: new URL('..', import.meta.url).pathname } },
    rules: {
      'max-lines': ['error', 400],
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'No default exports, unless a tool needs one.' }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Handlers and fixtures that do nothing say so by being empty.
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: noClock },
        { object: 'Math', property: 'random', message: noClock },
      ],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'window', 'document', 'fetch', 'crypto', 'performance', 'setTimeout'],
    },
  },
  {
    files: ['client/**/*.ts', 'test/ui/*.ts'],
    extends: [lit.configs['flat/recommended'], litA11y.configs.recommended],
    rules: {
      'lit/lifecycle-super': 'error',
      'lit/no-legacy-imports': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/prefer-static-styles': 'error',
      // Lists without bullets need the role said: Safari takes it away with them.
      'lit-a11y/no-redundant-role': 'off',
      'lit-a11y/click-events-have-key-events': ['error', { allowCustomElements: true }],
    },
  },
  // Tools that take a default export, and programs that speak to a terminal.
  { files: ['vite.config.ts', 'test/*.config.ts', 'test/ui/harness-server.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['test/run.ts', 'test/run/*.ts', 'server/start.ts', 'server/dev.ts', 'server/build.ts'], rules: { 'no-console': 'off' } },
);
