import tseslint from 'typescript-eslint'

const PURE = ['src/kernel/**/*.ts', 'src/*/rules/**/*.ts', 'src/*/terms.ts', 'src/*/terms/*.ts', 'src/*/pages/**/present.ts']
const TESTS = ['**/*.test.ts', 'test/**/*.ts', 'src/**/testing/**/*.ts']

export default tseslint.config(
  // The browser's scripts are plain JavaScript in assets/; generated types are checked by `npm run db:types -- --check`.
  { ignores: ['node_modules/', 'var/', 'coverage/', 'assets/', 'src/platform/db/tables.gen.ts', '**/*.mjs', '**/*.cjs', '**/*.js'] },
  // A rule that may be switched off in passing is no rule.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that owns the name.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union or an as-const list.' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // openid-client marks it so that it stands out: the demonstration's identity provider speaks plain http on this machine.
      '@typescript-eslint/no-deprecated': ['error', { allow: [{ from: 'package', name: 'allowInsecureRequests', package: 'openid-client' }] }],
      // `void (await …)` says that a result is dropped on purpose.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
    },
  },
  {
    files: PURE,
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', 'Date', 'Intl', 'crypto', 'process', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch', 'Promise'],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }, { object: 'Temporal', property: 'Now' }],
      'no-restricted-syntax': [
        'error',
        { selector: ':function[async=true]', message: 'Rules are synchronous.' },
        { selector: 'AwaitExpression', message: 'Rules are synchronous.' },
        { selector: 'ThrowStatement', message: 'Rules return refusals.' },
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that owns the name.' },
        { selector: "CallExpression[callee.property.name=/^toLocale/]", message: 'Words do not depend on the machine: see src/kernel/words.ts.' },
      ],
    },
  },
  // A library decides these: classes with a resource, and the command line speaks on the terminal.
  { files: ['src/main.ts', 'src/commands/**/*.ts', 'tools/**/*.ts', 'bench/**/*.ts', 'dev/**/*.ts', 'test/support/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: TESTS,
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      // node:test returns promises that it keeps itself.
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [{ from: 'package', name: ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach'], package: 'node:test' }] }],
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
)
