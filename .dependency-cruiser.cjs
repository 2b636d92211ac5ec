// The fence: which file may import which. test/fence/fence.test.ts seeds each violation and checks that its rule fires.

/** Which slice may use which others, through their terms.ts and public.ts only. */
const MAY_USE = {
  care: [],
  market: [],
  brokerage: ['care', 'market'],
  visits: ['care', 'market', 'brokerage'],
  outcomes: ['care', 'market', 'brokerage', 'visits'],
  quality: ['care', 'market', 'brokerage', 'visits'],
  payment: ['care', 'market', 'brokerage', 'visits', 'outcomes', 'quality'],
  planning: ['care', 'market', 'brokerage', 'visits', 'outcomes', 'quality', 'payment'],
  procurement: ['market'],
  overview: ['care', 'market', 'brokerage', 'visits', 'outcomes', 'quality', 'payment', 'planning', 'procurement'],
  reporting: [],
}
const SLICES = Object.keys(MAY_USE).join('|')
/** Door 1 of a slice: terms.ts, and terms/<idea>.ts where one file would hold too many ideas. */
const TERMS = 'terms[/a-z-]*\\.ts'
const TEST = '(\\.test\\.ts$|/testing/)'
const deny = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    deny('no-circular', 'Cycles hide who owns a rule.', {}, { circular: true }),
    deny('no-unresolved', 'A path that resolves to nothing hides a broken rule.', {}, { couldNotResolve: true }),
    deny('kernel-is-alone', 'kernel knows nothing else of ours.', { path: '^src/kernel/' }, { path: '^src/(?!kernel/)' }),
    deny('platform-knows-no-slice', 'Slices use platform, never the reverse.', { path: '^src/platform/' }, { path: `^src/(${SLICES}|commands)/` }),
    deny(
      'rules-are-pure-ours',
      'rules and terms: only kernel, own rules, and terms. From platform: what a permission, a role, a topic and a kind of news for webhooks are.',
      { path: `^src/(${SLICES})/(rules/|${TERMS})`, pathNot: '\\.test\\.ts$' },
      { path: '^src/', pathNot: ['^src/kernel/', `^src/$1/(rules/|${TERMS})`, `^src/(${SLICES})/${TERMS}$`, '^src/platform/(access/(permission|roles)|jobs/topic|webhooks/webhook-topic)\\.ts$'] },
    ),
    deny(
      'rules-are-pure-npm',
      'rules: no Node core, no packages but zod.',
      { path: `^src/((${SLICES})/(rules/|${TERMS}|pages/.*present\\.ts$)|kernel/)`, pathNot: TEST },
      { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/zod/' },
    ),
    deny(
      'present-is-pure',
      'present.ts turns facts into words: it reads nothing and writes nothing.',
      { path: `^src/(${SLICES})/pages/.*present\\.ts$` },
      { path: '(/store/|/actions/|^src/platform/(db|action|audit|config|files|notify)/|\\.(read|write)\\.ts$)', dependencyTypesNot: ['type-only'] },
    ),
    deny(
      'store-only-reads-terms',
      'store: SQL in, terms out; no decisions.',
      { path: `^src/(${SLICES})/store/`, pathNot: TEST },
      { path: '^src/', pathNot: ['^src/kernel/', '^src/platform/db/', `^src/$1/(store/|${TERMS})`, `^src/(${SLICES})/${TERMS}$`, '^src/platform/access/roles\\.ts$'] },
    ),
    deny('writes-go-through-actions', 'pages, api and jobs never write.', { path: `^src/(${SLICES})/(pages|api|jobs)/`, pathNot: TEST }, { path: '\\.write\\.ts$' }),
    deny(
      'actions-know-no-web',
      'actions run the same from page, job and command line.',
      { path: `^src/(${SLICES})/(actions|store|rules)/`, pathNot: TEST },
      { path: '(^src/platform/(web|components)/|node_modules/(fastify|nunjucks)/|/pages/|/api/|/jobs/)', pathNot: '^src/platform/jobs/topic\\.ts$' },
    ),
    deny('slice-door', 'Other slices: terms.ts and public.ts only.', { path: `^src/(${SLICES})/`, pathNot: TEST }, { path: `^src/(${SLICES})/`, pathNot: ['^src/$1/', `^src/(${SLICES})/(${TERMS}|public\\.ts)$`] }),
    ...Object.entries(MAY_USE).map(([slice, others]) =>
      deny(
        `dag-${slice}`,
        `${slice} may use: ${others.join(', ') || 'no slice'}.`,
        { path: `^src/${slice}/`, pathNot: TEST },
        { path: `^src/(${SLICES})/`, pathNot: `^src/(${[slice, ...others].join('|')})/` },
      ),
    ),
    deny('wiring-is-for-commands', "A slice's wiring.ts gathers its pages, api and jobs; only the composition roots take it.", { path: '^src/', pathNot: ['^src/(commands/|main\\.ts$)', TEST] }, { path: `^src/(${SLICES})/wiring\\.ts$` }),
    deny('wiring-gathers', 'wiring.ts lists what the slice offers; it does nothing itself.', { path: `^src/(${SLICES})/wiring\\.ts$` }, { path: '(/store/|/actions/|/rules/)' }),
    deny('commands-are-the-roots', 'Nothing imports the command line; it imports the rest.', { path: '^src/', pathNot: '^src/(commands/|main\\.ts$)' }, { path: '^src/(commands/|main\\.ts$)' }),
    deny('commands-write-through-actions', 'A command calls actions and public doors, never SQL.', { path: '^src/(commands/|main\\.ts$)' }, { path: `^src/(${SLICES})/(store|rules)/` }),
    deny('overview-never-writes', 'overview composes screens; it owns no write.', { path: '^src/overview/' }, { path: '(/actions/|\\.write\\.ts$)' }),
    deny(
      'sql-lives-in-store',
      'Kysely and pg only in store, platform/db, and the platform files that own a table or the transaction itself.',
      { path: '^src/', pathNot: ['/store/', '^src/platform/db/', '^src/platform/action/transaction\\.ts$', '^src/platform/.*\\.(read|write)\\.ts$', TEST] },
      { path: 'node_modules/(kysely|pg|@types/pg)/' },
    ),
    deny('clock-and-chance-stay-out', 'Only the platform and the roots know the wall clock or the environment.', { path: `^src/(${SLICES})/(rules|store)/`, pathNot: TEST }, { path: '^src/platform/(config|action/clock)' }),
    deny('tests-stay-out', 'Shipped code never imports tests, builders or development tools.', { path: '^src/', pathNot: TEST }, { path: ['^(test|dev|bench|tools)/', TEST], pathNot: '^dev/' }),
    deny('demonstration-is-for-commands', 'Only the command line brings in the demonstration council and the gallery.', { path: '^src/', pathNot: ['^src/commands/', TEST] }, { path: '^dev/' }),
    deny('demonstration-uses-doors', 'The demonstration is made through actions, doors and platform means, never by SQL.', { path: '^dev/', pathNot: TEST }, { path: `^src/(${SLICES})/store/.*\\.write\\.ts$` }),
    deny('no-dev-packages', 'Shipped code runs without the development packages.', { path: '^src/', pathNot: TEST }, { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Without this the fence does not see imports of types, and seven of its rules go silent.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'] },
  },
}
