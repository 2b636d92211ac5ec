import type { SliceWiring } from '../platform/slice-wiring.ts'
import { bacsRoutes } from './api/bacs.ts'
import { bankDetailRoutes } from './api/bank-details.ts'
import { blockUseRoutes } from './api/block-use.ts'
import { contributionRoutes } from './api/contributions.ts'
import { feeRoutes } from './api/fees.ts'
import { holdRoutes } from './api/holds.ts'
import { invoiceRoutes } from './api/invoices.ts'
import { rechargeRoutes } from './api/nhs-recharge.ts'
import { payRunLifeRoutes } from './api/pay-run-life.ts'
import { payRunRoutes } from './api/pay-runs.ts'
import { ruleSetRoutes } from './api/rule-sets.ts'
import { statementRoutes } from './api/statements.ts'
import { wageFloorRoutes } from './api/wage-floor.ts'
import { whatIfRoutes } from './api/what-ifs.ts'
import { invoiceHoldsJob } from './jobs/apply-invoice-holds.ts'
import { runAskedPayment } from './jobs/run-asked-payment.ts'
import { runWhatIf } from './jobs/run-what-if.ts'
import { adoptRules, adoptRulesPage } from './pages/adopt-rules/route.ts'
import { feesPage, measureFeesAction, setFeeTermsAction } from './pages/fee-at-risk/route.ts'
import { contestFeeAction, decideFeeAction, feeResultPage } from './pages/fee-result/route.ts'
import { contributionPage } from './pages/contribution/route.ts'
import { contributionsPage, reckonContributionsAction, setContributionTermsAction } from './pages/contributions/route.ts'
import { makeRechargeAction, rechargeDownload, rechargePage } from './pages/nhs-recharge/route.ts'
import { bacsDownload, bacsPage, makeBacs, withdrawBacs } from './pages/bacs/route.ts'
import { councilAccountPage, decideCouncilAccount, decideProviderAccount, providerAccountPage, recordCouncilAccount, recordProviderAccount } from './pages/bank-account/route.ts'
import { bankDetailsPage } from './pages/bank-details/route.ts'
import { blockUsePage } from './pages/block-use/route.ts'
import { newWageReturn, newWageReturnPage } from './pages/new-wage-return/route.ts'
import { setWageAssumptionsAction, wageFloorPage } from './pages/wage-floor/route.ts'
import { sendWageReturnFile, wageReturnFilePage } from './pages/wage-return-file/route.ts'
import { wageReturnPage } from './pages/wage-return/route.ts'
import { newWhatIf, newWhatIfPage } from './pages/new-what-if/route.ts'
import { adoptDraftPage, changeCases, draftPage } from './pages/rule-set-draft/route.ts'
import { endWhatIfAction, whatIfPage } from './pages/what-if/route.ts'
import { whatIfsPage } from './pages/what-ifs/route.ts'
import { invoiceMatchPage, makeInvoice, sayOnMatch } from './pages/invoice-match/route.ts'
import { invoiceProviderPage, setInvoiceProvider } from './pages/invoice-provider/route.ts'
import { invoiceSettingsPage, setInvoiceSettings } from './pages/invoice-settings/route.ts'
import { invoicePage } from './pages/invoice/route.ts'
import { invoicesPage } from './pages/invoices/route.ts'
import { newInvoice, newInvoicePage } from './pages/new-invoice/route.ts'
import { linePage } from './pages/line/route.ts'
import { approvalLimitsPage, setApprovalLimitAction } from './pages/approval-limits/route.ts'
import { holdLineAction, holdLinePage, holdProviderAction, holdProviderPage } from './pages/hold/route.ts'
import { holdsPage, releaseHoldAction } from './pages/holds/route.ts'
import { decidePayRun, payRunPage } from './pages/pay-run/route.ts'
import { makePaymentsFile, paymentsFileDownload, payRunExportPage, recordPaidDay } from './pages/pay-run-export/route.ts'
import { askForPayRun, payRunsPage } from './pages/pay-runs/route.ts'
import { ruleSetPage } from './pages/rule-set/route.ts'
import { ruleSetsPage } from './pages/rule-sets/route.ts'
import { remittancePage } from './pages/remittance/route.ts'
import { statementPage } from './pages/statement/route.ts'
import { statementsPage } from './pages/statements/route.ts'
import { SEE_PAY_RUNS, SEE_RULE_SETS, SEE_STATEMENTS, STATEMENT_ISSUED } from './terms.ts'
import { SEE_APPROVAL_LIMITS } from './terms/approval.ts'
import { SEE_BANK_DETAILS } from './terms/bank-account.ts'
import { SEE_CONTRIBUTIONS } from './terms/contribution.ts'
import { SEE_FEES } from './terms/fee-at-risk.ts'
import { SEE_BLOCK_USE } from './terms/block-use.ts'
import { SEE_INVOICES } from './terms/invoice.ts'
import { SEE_WAGES } from './terms/wage-floor.ts'
import { SEE_WHAT_IFS } from './terms/what-if.ts'

/** What payment offers to the running program. */
export const wiring: SliceWiring = {
  name: 'payment',
  pages: [ruleSetsPage, adoptRulesPage, adoptRules, draftPage, changeCases, adoptDraftPage, ruleSetPage, whatIfsPage, newWhatIfPage, newWhatIf, whatIfPage, endWhatIfAction, payRunsPage, askForPayRun, payRunPage, decidePayRun, payRunExportPage, makePaymentsFile, paymentsFileDownload, recordPaidDay, bacsPage, makeBacs, withdrawBacs, bacsDownload, bankDetailsPage, councilAccountPage, recordCouncilAccount, decideCouncilAccount, providerAccountPage, recordProviderAccount, decideProviderAccount, rechargePage, makeRechargeAction, rechargeDownload, contributionsPage, reckonContributionsAction, setContributionTermsAction, contributionPage, approvalLimitsPage, setApprovalLimitAction, statementsPage, statementPage, linePage, holdsPage, releaseHoldAction, holdProviderPage, holdProviderAction, holdLinePage, holdLineAction, remittancePage, invoicesPage, newInvoicePage, newInvoice, invoicePage, invoiceMatchPage, sayOnMatch, makeInvoice, invoiceSettingsPage, setInvoiceSettings, invoiceProviderPage, setInvoiceProvider, blockUsePage, feesPage, measureFeesAction, setFeeTermsAction, feeResultPage, contestFeeAction, decideFeeAction, wageFloorPage, setWageAssumptionsAction, newWageReturnPage, newWageReturn, wageReturnFilePage, sendWageReturnFile, wageReturnPage],
  api: [...ruleSetRoutes, ...payRunRoutes, ...payRunLifeRoutes, ...bacsRoutes, ...bankDetailRoutes, ...statementRoutes, ...holdRoutes, ...invoiceRoutes, ...whatIfRoutes, ...blockUseRoutes, ...feeRoutes, ...contributionRoutes, ...rechargeRoutes, ...wageFloorRoutes],
  jobs: [runAskedPayment, runWhatIf, invoiceHoldsJob],
  webhookTopics: [STATEMENT_ISSUED],
  navigation: [
    { label: 'Statements', section: 'Payments', href: '/statements', permission: SEE_STATEMENTS, order: 56 },
    { label: 'Invoices', section: 'Payments', href: '/invoices', permission: SEE_INVOICES, order: 56.2 },
    { label: 'Holds', section: 'Payments', behind: '/statements', href: '/holds', permission: SEE_STATEMENTS, order: 56.5 },
    { label: 'Payment runs', section: 'Payments', href: '/pay-runs', permission: SEE_PAY_RUNS, order: 57 },
    { label: 'Payment rules', section: 'Payments', href: '/rule-sets', permission: SEE_RULE_SETS, order: 58 },
    { label: 'Payment limits', section: 'Payments', behind: '/pay-runs', href: '/pay-run-limits', permission: SEE_APPROVAL_LIMITS, order: 60 },
    { label: 'Bank details', section: 'Payments', behind: '/statements', href: '/bank-details', permission: SEE_BANK_DETAILS, order: 56.6 },
    { label: 'Contributions', section: 'Payments', behind: '/pay-runs', href: '/contributions', permission: SEE_CONTRIBUTIONS, order: 57.5 },
    { label: 'Block use', section: 'Payments', href: '/block-use', permission: SEE_BLOCK_USE, order: 59.5 },
    { label: 'Fee at risk', section: 'Payments', behind: '/block-use', href: '/fee-at-risk', permission: SEE_FEES, order: 59.6 },
    { label: 'Wage floor', section: 'Payments', behind: '/statements', href: '/wage-floor', permission: SEE_WAGES, order: 59.7 },
    { label: 'What if', section: 'Payments', href: '/what-ifs', permission: SEE_WHAT_IFS, order: 59 },
  ],
}
