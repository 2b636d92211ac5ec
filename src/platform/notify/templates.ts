import { BANK_TEMPLATES } from './bank-templates.ts'
import type { MessageTemplate } from './template.ts'

/** Every message there is. A council that uses GOV.UK Notify makes one template there for each and gives its id in the settings. */
export const TEMPLATES = {
  'offer-sent': {
    code: 'offer-sent',
    subject: 'A package of care to answer by ((reply-by))',
    body: 'There is a new offer for your organisation: package ((package)).\n\nAnswer it by ((reply-by)): ((link))',
  },
  'offer-withdrawn': {
    code: 'offer-withdrawn',
    subject: 'Package ((package)) is no longer on offer',
    body: 'Package ((package)) is no longer on offer to your organisation: it has been placed, it is no longer wanted, or the council has withdrawn the offer. You do not need to do anything.',
  },
  'call-off-exhausted': {
    code: 'call-off-exhausted',
    subject: 'Nobody could take package ((package))',
    body: 'Every provider in the offer order has answered or let the time pass. The package is still waiting: ((link))',
  },
  'partial-answer': {
    code: 'partial-answer',
    subject: 'A provider can do part of package ((package))',
    body: 'A provider cannot take package ((package)) as it is asked for, and says what it can do. Decide here: ((link))',
  },
  'package-placed': {
    code: 'package-placed',
    subject: 'Package ((package)) is placed',
    body: 'Package ((package)) starts on ((starts-on)): ((link))',
  },
  'packages-passed-on': {
    code: 'packages-passed-on',
    subject: 'Packages have passed to your organisation',
    body: 'The packages of a provider that your organisation takes over are yours from today: ((link))',
  },
  'statement-ready': {
    code: 'statement-ready',
    subject: 'Statement ((statement)) is ready',
    body: 'Your statement for the four weeks to ((to)) is ready: ((link))',
  },
  'approval-wanted': {
    code: 'approval-wanted',
    subject: 'Package ((package)) waits for your approval',
    body: '((why))\n\nApprove or refuse it: ((link))',
  },
  'approval-decided': {
    code: 'approval-decided',
    subject: 'Package ((package)): ((decision))',
    body: 'What you asked for was decided. See what was said: ((link))',
  },
  'package-handed-over': {
    code: 'package-handed-over',
    subject: '((packages)) to work on',
    body: 'Packages that wait for care were given to you: ((link))',
  },
  'offer-reminder': {
    code: 'offer-reminder',
    subject: 'Package ((package)) is still to be answered by ((reply-by))',
    body: 'Your organisation has not answered the offer of package ((package)). The offer lapses at ((reply-by)): ((link))',
  },
  'capacity-soon-stale': {
    code: 'capacity-soon-stale',
    subject: 'Your declared free hours count until ((until))',
    body: 'The free hours that your organisation declared count until ((until)). Declare them again so that the council goes on asking you first: ((link))',
  },
  'capacity-stale': {
    code: 'capacity-stale',
    subject: 'Your declared free hours no longer count',
    body: 'The free hours that your organisation declared counted until ((until)), and now count as no hours. Declare them again: ((link))',
  },
  'capacity-never-declared': {
    code: 'capacity-never-declared',
    subject: 'Tell the council which hours you have free',
    body: 'Your organisation has not declared its free hours yet. Declare them, so that the council can ask you first for packages that fit: ((link))',
  },
  'care-started': {
    code: 'care-started',
    subject: 'Care has started: package ((package))',
    body: 'The start of package ((package)), which you referred, is confirmed for ((started-on)): ((link))',
  },
  'search-ended-long-ago': {
    code: 'search-ended-long-ago',
    subject: 'Package ((package)) still has no provider',
    body: '((why))\n\nSee who was asked and what can be done: ((link))',
  },
  'webhook-paused': {
    code: 'webhook-paused',
    subject: 'A webhook of yours is paused',
    body: 'Your server has not taken what Tendwell sent to it, so the webhook is paused and news is no longer sent. See why, and resume it: ((link))',
  },
  'query-asked': {
    code: 'query-asked',
    subject: 'You have a question to answer about package ((package))',
    body: 'Somebody asked a question about package ((package)). Answer it: ((link))',
  },
  'query-answered': {
    code: 'query-answered',
    subject: 'Your question about package ((package)) is answered',
    body: 'Read the answer: ((link))',
  },
  'answer-shared': {
    code: 'answer-shared',
    subject: 'There is something to know about package ((package))',
    body: 'The council answered a question about package ((package)) for everybody it was offered to: ((link))',
  },
  'reply-by-extended': {
    code: 'reply-by-extended',
    subject: 'There is more time to answer package ((package))',
    body: 'You can answer package ((package)) until ((reply-by)): ((link))',
  },
  'document-added': {
    code: 'document-added',
    subject: 'A document was added to package ((package))',
    body: 'There is a document for you to read: ((link))',
  },
  'placement-changed': {
    code: 'placement-changed',
    subject: 'Package ((package)) has changed',
    body: 'The council changed package ((package)), which your organisation holds. See what is different: ((link))',
  },
  'provider-failing': {
    code: 'provider-failing',
    subject: '((provider)) can no longer be relied on',
    body: 'The council has marked ((provider)) as failing. It is offered nothing new, and the people it cares for are being found other providers. Packages that concern you: ((link))',
  },
  'person-died': {
    code: 'person-died',
    subject: 'We are sorry: care under ((packages)) has ended',
    body: 'We are sorry to tell you that the person for whom you referred ((packages)) has died. Their care has ended, and no visit or search goes on. See: ((link))',
  },
  'death-taken-back': {
    code: 'death-taken-back',
    subject: 'Care under ((packages)) goes on',
    body: 'It was recorded by mistake that the person for whom you referred ((packages)) had died. We are sorry. Their care goes on; offers that were withdrawn are sent again by a broker. See: ((link))',
  },
  'person-moved': {
    code: 'person-moved',
    subject: 'A new provider is looked for: package ((package))',
    body: 'The provider of somebody you referred fails. Their care goes on as package ((package)): ((link))',
  },
  'statement-held': {
    code: 'statement-held',
    subject: 'Your statement for the four weeks from ((from)) waits',
    body: 'Some of your visits have no rate or no payment rules yet, so nothing was paid for these four weeks. The council was told what is missing. Your statement follows once it is there: ((link))',
  },
  'pay-run-to-approve': {
    code: 'pay-run-to-approve',
    subject: 'Payment for ((period)) waits for approval',
    body: 'A payment run was put forward by ((by)). Somebody else approves it or sends it back: ((link))',
  },
  'pay-run-sent-back': {
    code: 'pay-run-sent-back',
    subject: 'Payment for ((period)) was sent back',
    body: 'A payment run was not approved. See why: ((link))',
  },
  'fee-at-risk-measured': {
    code: 'fee-at-risk-measured',
    subject: 'A fee at risk was measured',
    body: 'For the payment period ((period)). See how, and contest it if it is wrong: ((link))',
  },
  'fee-at-risk-contested': {
    code: 'fee-at-risk-contested',
    subject: 'A provider contests a fee at risk',
    body: 'Decide it: ((link))',
  },
  'fee-at-risk-decided': {
    code: 'fee-at-risk-decided',
    subject: 'Your contest of a fee at risk is decided',
    body: 'See what was decided and why: ((link))',
  },
  'payment-on-hold': {
    code: 'payment-on-hold',
    subject: 'Payment of ((what)) is on hold',
    body: '((who)) must act before it is paid. See why: ((link))',
  },
  'hold-released': {
    code: 'hold-released',
    subject: 'Payment of ((what)) is no longer on hold',
    body: 'It is paid with the next payments file. See what was done: ((link))',
  },
  ...BANK_TEMPLATES,
  'payment-made': {
    code: 'payment-made',
    subject: 'Remittance ((remittance)): a payment was made on ((paid-on))',
    body: 'See what it pays, person by person: ((link))',
  },
  'visit-missed-critical': {
    code: 'visit-missed-critical',
    subject: 'Missed, time-critical: ((visits)) of ((provider))',
    body: 'A late start does harm at these visits, and nobody came: ((visits)). Make sure that the people are safe, then send the record or say what happened: ((link))',
  },
  'visit-missed': {
    code: 'visit-missed',
    subject: 'Missed: ((visits)) of ((provider))',
    body: 'Nobody came, or no record did: ((visits)). Make sure that the people are safe, then send the record or say what happened: ((link))',
  },
  'feed-late': {
    code: 'feed-late',
    subject: 'Visit records from ((from)) are late',
    body: 'They were expected by now and no file of yours reaches that day. Send it, or tell the council what is wrong: ((link))',
  },
  'feed-missing': {
    code: 'feed-missing',
    subject: '((provider)): no visit records since ((from))',
    body: 'The provider was reminded and no file has come. See what is expected and when the last one came: ((link))',
  },
  'variation-asked': {
    code: 'variation-asked',
    subject: 'Variation ((variation)) to decide by ((decide-by))',
    body: 'A provider asks for visits to be paid beyond their plan. Decide it by ((decide-by)): ((link))',
  },
  'variation-waits': {
    code: 'variation-waits',
    subject: 'Variation ((variation)) must be decided by ((decide-by))',
    body: '((why)) Decide it: ((link))',
  },
  'variation-decided': {
    code: 'variation-decided',
    subject: 'Variation ((variation)) is ((outcome))',
    body: 'The council has decided. See what was agreed and why: ((link))',
  },
  'invoice-differs': {
    code: 'invoice-differs',
    subject: 'Statement ((statement)): your invoice differs',
    body: 'What agrees is paid; the rest waits. See each difference, then send a credit note, accept the statement or dispute it: ((link))',
  },
  'invoice-said': {
    code: 'invoice-said',
    subject: 'Statement ((statement)): the difference of its invoice is ((what))',
    body: 'See what was said, and what is yours to do: ((link))',
  },
  'payment-held': {
    code: 'payment-held',
    subject: 'Payment for the four weeks from ((from)) waits',
    body: '((why))\n\nA commissioner adds what is missing; then a finance officer runs the payment again: ((link))',
  },
} as const satisfies Record<string, MessageTemplate>

export type TemplateCode = keyof typeof TEMPLATES
