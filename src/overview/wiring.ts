import { SEE_OWN_CARE, SEE_PEOPLE } from '../care/terms.ts'
import type { SliceWiring } from '../platform/slice-wiring.ts'
import { feeReviewLook } from './api/fee-review.ts'
import { feeReviewPage } from './pages/fee-review/route.ts'
import { homePage } from './pages/home/route.ts'
import { peopleApi, peoplePages } from './people-routes.ts'

/** The screens that mix slices: home, people and their records. */
export const wiring: SliceWiring = {
  name: 'overview',
  pages: [homePage, feeReviewPage, ...peoplePages],
  api: [...peopleApi, feeReviewLook],
  jobs: [],
  navigation: [
    { label: 'Home', href: '/', permission: 'signed-in', order: 1 },
    { label: 'People', href: '/people', permission: SEE_PEOPLE, order: 20 },
    { label: 'My care', href: '/my-care', permission: SEE_OWN_CARE, order: 2 },
  ],
}
