import { join } from 'node:path'
import nunjucks from 'nunjucks'
import { ROLE_NAMES } from '../access/roles.ts'
import type { Actor } from '../access/actor.ts'
import { isAnonymous } from '../access/anonymous.ts'
import type { SliceWiring } from '../slice-wiring.ts'
import type { Assets } from './assets.ts'
import { navigationFor, type Navigation } from './navigation.ts'
import type { WebConfig } from './web-config.ts'
import { addWordFilters } from './word-filters.ts'

const ROOT = join(import.meta.dirname, '../../..')

/** What the shell around every page needs to know about the request. */
export interface Surroundings {
  readonly actor: Actor
  readonly url: string
  readonly csrf: string
  readonly flash: string | undefined
}

/** In every view as `layout`. */
interface LayoutView {
  readonly councilName: string
  /** Where people reach Tendwell, without a path. */
  readonly publicUrl: string
  readonly isDemonstration: boolean
  readonly assets: Assets
  readonly navigation: Navigation
  readonly actor: { readonly name: string; readonly roleName: string } | undefined
  readonly flash: string | undefined
}

/** Renders templates. */
export interface Views {
  render(template: string, view: object, around: Surroundings): string
}

/** The template engine: autoescaping, with the design systems' macros under `govuk/` and `moj/`. */
export function viewsFor(input: { assets: Assets; config: WebConfig; wirings: readonly SliceWiring[] }): Views {
  const environment = templates()
  const items = input.wirings.flatMap((wiring) => wiring.navigation)
  return {
    render: (template, view, around) => {
      const layout: LayoutView = {
        councilName: input.config.councilName,
        publicUrl: input.config.publicUrl,
        isDemonstration: input.config.demonstration,
        assets: input.assets,
        navigation: navigationFor(items, around.actor, around.url),
        actor: isAnonymous(around.actor) ? undefined : { name: around.actor.name, roleName: roleName(around.actor) },
        flash: around.flash,
      }
      return environment.render(template, { ...view, layout, csrf: around.csrf, url: around.url })
    },
  }
}

/** The bare engine, for tests of macros and for pages outside the application (the demonstration's sign-in). */
export function templates(): nunjucks.Environment {
  const folders = ['src', 'dev', 'node_modules/govuk-frontend/dist', 'node_modules/@ministryofjustice/frontend'].map((folder) => join(ROOT, folder))
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folders), { autoescape: true, trimBlocks: true, lstripBlocks: true })
  addWordFilters(environment)
  return environment
}

function roleName(actor: Actor): string {
  return actor.role === 'system' ? 'System' : ROLE_NAMES[actor.role]
}
