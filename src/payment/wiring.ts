import type { SliceWiring } from '../platform/slice-wiring.ts'
import { payRunRoutes } from './api/pay-runs.ts'
import { ruleSetRoutes } from './api/rule-sets.ts'
import { statementRoutes } from './api/statements.ts'
import { runAskedPayment } from './jobs/run-asked-payment.ts'
import { adoptRules, adoptRulesPage } from './pages/adopt-rules/route.ts'
import { linePage } from './pages/line/route.ts'
import { payRunPage } from './pages/pay-run/route.ts'
import { askForPayRun, payRunsPage } from './pages/pay-runs/route.ts'
import { ruleSetPage } from './pages/rule-set/route.ts'
import { ruleSetsPage } from './pages/rule-sets/route.ts'
import { statementPage } from './pages/statement/route.ts'
import { statementsPage } from './pages/statements/route.ts'
import { SEE_PAY_RUNS, SEE_RULE_SETS, SEE_STATEMENTS, STATEMENT_ISSUED } from './terms.ts'

/** What payment offers to the running program. */
export const wiring: SliceWiring = {
  name: 'payment',
  pages: [ruleSetsPage, adoptRulesPage, adoptRules, ruleSetPage, payRunsPage, askForPayRun, payRunPage, statementsPage, statementPage, linePage],
  api: [...ruleSetRoutes, ...payRunRoutes, ...statementRoutes],
  jobs: [runAskedPayment],
  webhookTopics: [STATEMENT_ISSUED],
  navigation: [
    { label: 'Statements', section: 'Payments', href: '/statements', permission: SEE_STATEMENTS, order: 56 },
    { label: 'Payment runs', section: 'Payments', href: '/pay-runs', permission: SEE_PAY_RUNS, order: 57 },
    { label: 'Payment rules', section: 'Payments', href: '/rule-sets', permission: SEE_RULE_SETS, order: 58 },
  ],
}
