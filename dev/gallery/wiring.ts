import type { SliceWiring } from '../../src/platform/slice-wiring.ts'
import { componentsPage } from './components-page.ts'
import { ruleCasesPage } from './rule-cases-page.ts'

/** Every component with its options, and the worked cases of every rule. */
export const galleryWiring: SliceWiring = {
  name: 'gallery',
  pages: [componentsPage, ruleCasesPage],
  api: [],
  jobs: [],
  navigation: [],
}
