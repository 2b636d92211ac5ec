import { page } from '../reply.ts'
import { pageRoute } from '../route.ts'

/** What works, what does not, and how to complain: required of public bodies by the 2018 accessibility regulations. */
export const accessibilityPage = pageRoute({
  method: 'GET',
  url: '/accessibility-statement',
  permission: 'public',
  handler: () => Promise.resolve(page('platform/web/accessibility/page.njk', { title: 'Accessibility statement' })),
})
