import type { JobHandler } from '../../platform/jobs/handler.ts'
import { workPaymentRequest } from '../actions/work-payment-request.ts'
import { PAYMENT_RUN_ASKED } from '../terms.ts'

/** Runs a payment that was asked for on a page. */
export const runAskedPayment: JobHandler = {
  topic: PAYMENT_RUN_ASKED.name,
  name: 'run payment for a period',
  handle: (house, payload) => workPaymentRequest(house, PAYMENT_RUN_ASKED.payload.parse(payload).payRunRequestId),
}
