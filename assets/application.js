// Starts the design systems' scripts and ours. Every page works without them.
import { initAll as startGovuk } from './govuk-frontend.min.js'
import { initAll as startMoj } from './moj-frontend.min.js'
import { startLiveRegions } from './live.js'

startGovuk()
startMoj()
startLiveRegions()
