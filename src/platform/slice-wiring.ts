import type { JobHandler } from './jobs/handler.ts'
import type { ApiRoute, Entry, PageRoute } from './web/route.ts'

/** One link of the primary navigation, shown to those who may open it. */
export interface NavigationItem {
  readonly label: string
  readonly href: string
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
}
