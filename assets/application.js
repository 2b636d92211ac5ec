// Starts the design systems' scripts and ours. Every page works without them.
import { initAll as startGovuk } from './govuk-frontend.min.js'
import { initAll as startMoj } from './moj-frontend.min.js'
import { startLiveRegions } from './live.js'

startGovuk()
startMoj()
startLiveRegions()

// Radios that reveal a field are marked as expanded by GOV.UK Frontend, which ARIA does not allow on a radio. The field comes
// right after its radio, so it is found without.
function unmarkRadios() {
  for (const radio of document.querySelectorAll('input[type="radio"][aria-expanded]')) radio.removeAttribute('aria-expanded')
}
unmarkRadios()
document.addEventListener('click', unmarkRadios)
window.addEventListener('pageshow', unmarkRadios)

// On a phone the filters would push the list off the screen: fold them. Without scripts they stay open.
if (matchMedia('(max-width: 48.0525em)').matches) {
  for (const fold of document.querySelectorAll('.tw-filter-fold')) fold.open = false
}
