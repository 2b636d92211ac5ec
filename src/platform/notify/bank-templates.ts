import type { MessageTemplate } from './template.ts'

/** Messages about bank details. None holds a number: changed details are how councils are defrauded. */
export const BANK_TEMPLATES = {
  'bank-details-recorded': {
    code: 'bank-details-recorded',
    subject: 'New bank details were recorded for your organisation',
    body: 'The council recorded new bank details for your organisation. They are used once somebody else at the council has approved them. If you did not ask for this, tell the council at once, by a number that you know. This message holds no numbers, and nobody will ask you for any in reply: ((link))',
  },
  'bank-details-approved': {
    code: 'bank-details-approved',
    subject: 'Your organisation is paid into another bank account from now on',
    body: 'The bank details that the council recorded for your organisation were approved and are used from now on. If you did not ask for this, tell the council at once, by a number that you know: ((link))',
  },
  'bank-details-to-approve': {
    code: 'bank-details-to-approve',
    subject: 'Bank details wait for approval',
    body: 'Bank details were recorded and wait for somebody other than whoever recorded them. Compare them with what the holder sent before you approve them: ((link))',
  },
} as const satisfies Record<string, MessageTemplate>
