// Starts the design systems' scripts and ours. Every page works without them.
import { initAll as startGovuk } from './govuk-frontend.min.js'
import { initAll as startMoj } from './moj-frontend.min.js'
import { startLiveRegions } from './live.js'

startGovuk()
startMoj()
startLiveRegions()

// On a phone the filters would push the list off the screen: fold them. Without scripts they stay open.
if (matchMedia('(max-width: 48.0525em)').matches) {
  for (const fold of document.querySelectorAll('.tw-filter-fold')) fold.open = false
}
