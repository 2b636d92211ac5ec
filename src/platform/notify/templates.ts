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
    body: 'Package ((package)) has been placed or is no longer wanted. You do not need to do anything.',
  },
  'call-off-exhausted': {
    code: 'call-off-exhausted',
    subject: 'Nobody could take package ((package))',
    body: 'Every provider in the offer order has answered or let the time pass. The package is still waiting: ((link))',
  },
  'package-placed': {
    code: 'package-placed',
    subject: 'Package ((package)) is placed',
    body: 'Package ((package)) starts on ((starts-on)): ((link))',
  },
  'statement-ready': {
    code: 'statement-ready',
    subject: 'Statement ((statement)) is ready',
    body: 'Your statement for the four weeks to ((to)) is ready: ((link))',
  },
} as const satisfies Record<string, MessageTemplate>

export type TemplateCode = keyof typeof TEMPLATES
