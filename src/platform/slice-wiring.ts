import type { JobHandler } from './jobs/handler.ts'
import type { ApiRoute, Entry, PageRoute } from './web/route.ts'
import type { WebhookTopic } from './webhooks/webhook-topic.ts'

/** Parts of the program whose pages share one entry of the primary navigation. */
export type NavigationSection = 'Packages' | 'Visits' | 'Payments' | 'Market' | 'Administration'

/** One link of the navigation, shown to those who may open it. */
export interface NavigationItem {
  readonly label: string
  /** Links of a section stand in its sub-navigation, behind one entry; a link without one is an entry itself. */
  readonly section?: NavigationSection
  readonly href: string
  /** The link of its section behind which this one stands, for those who may open that too: it is shown beside it, on its pages. */
  readonly behind?: string
  /** Paths of pages that belong to this one although their addresses do not begin with its own. */
  readonly covers?: readonly string[]
  readonly permission: Entry
  /** Low numbers come first. */
  readonly order: number
}

/** What a slice offers to the running program. Each slice exports one from its `wiring.ts`. */
export interface SliceWiring {
  readonly name: string
  readonly pages: readonly PageRoute[]
  readonly api: readonly ApiRoute[]
  readonly jobs: readonly JobHandler[]
  readonly navigation: readonly NavigationItem[]
  /** News that other organisations' programs may be told of. */
  readonly webhookTopics?: readonly WebhookTopic<unknown>[]
}
