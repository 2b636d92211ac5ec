/** How systems head a reference of something. */
const referencesOf = (...things: readonly string[]): readonly string[] => ['reference', 'ref', 'id', 'number', 'no', 'code'].flatMap((word) => things.map((thing) => thing + word))

/** Words by which systems head what ours is; compared without case, spaces and marks. The first that fits wins. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  visit_reference: [...referencesOf('visit', 'call', 'booking', 'appointment'), 'id'],
  sequence: ['sequence', 'sequenceid', 'version', 'revision'],
  person_reference: referencesOf('person', 'client', 'serviceuser', 'customer', 'ss', 'external'),
  visit_date: ['visitdate', 'date', 'dateofvisit', 'visitday', 'calldate', 'scheduleddate', 'planneddate', 'day'],
  planned_start: ['plannedstart', 'scheduledstart', 'scheduledstarttime', 'plannedstarttime', 'rosteredstart', 'due', 'duetime', 'starttimescheduled', 'bookedstart'],
  planned_minutes: ['plannedminutes', 'plannedduration', 'scheduledduration', 'rosteredduration', 'commissionedminutes'],
  worker_reference: [...referencesOf('worker', 'careworker', 'carer', 'staff', 'employee'), 'carer', 'careworker', 'worker', 'employee', 'staff', 'staffmember'],
  second_worker: ['secondworker', 'secondaryvisit', 'secondcarer', 'doubleup'],
  check_in: ['checkin', 'actualstart', 'actualstarttime', 'login', 'logintime', 'clockin', 'timein', 'arrived', 'arrivedat', 'arrival', 'arrivaltime', 'timearrived', 'starttime', 'start'],
  check_in_method: ['checkinmethod', 'loginmethod', 'logintype', 'inmethod', 'clockinmethod'],
  check_out: ['checkout', 'actualend', 'actualendtime', 'actualfinish', 'logout', 'logouttime', 'clockout', 'timeout', 'left', 'leftat', 'timeleft', 'departed', 'departure', 'departuretime', 'endtime', 'finish', 'end'],
  duration: ['actualduration', 'actualminutes', 'visitduration', 'durationactual', 'duration', 'lengthofvisit'],
  check_out_method: ['checkoutmethod', 'logoutmethod', 'logouttype', 'outmethod', 'clockoutmethod'],
  outcome: ['outcome', 'status', 'state', 'whathappened', 'visitstatus', 'callstatus', 'result'],
  notice_hours: ['noticehours', 'hoursnotice', 'cancellationnotice'],
  claimed_start: ['claimedstart', 'starttimeclaimed', 'billedstart'],
  claimed_minutes: ['claimedminutes', 'durationclaimed', 'billedminutes', 'invoicedminutes'],
  reason_code: ['reasoncode', 'reason', 'cancellationreason'],
  reason_note: ['reasonnote', 'notes', 'comment', 'comments'],
  travel_miles: ['travelmiles', 'mileage', 'miles'],
  travel_minutes: ['travelminutes', 'traveltime'],
  travel_mode: ['travelmode', 'modeoftravel', 'transport'],
}

/** Names that mean something else inside another element: `Person/Id` is no reference of the visit. */
const GENERIC = new Set(['id', 'start', 'end', 'finish', 'date', 'day', 'status', 'state', 'due', 'result', 'reason', 'notes', 'comment', 'comments', 'version'])

/** Which of a table's columns most likely fills each of ours: a proposal for a person to check. No column is proposed twice. */
export function guessColumns(headings: readonly string[]): ReadonlyMap<string, number> {
  return guess(headings.map((heading) => [keyOf(heading)]))
}

/** The same for columns that are paths of an XML file: the end of a path may be a name that is known, `Actual/Start` as well as `ActualStart`. */
export function guessPaths(paths: readonly string[], element: string): ReadonlyMap<string, number> {
  return guess(
    paths.map((path) => {
      const parts = path.split('/')
      const tails = parts.map((_, at) => keyOf(parts.slice(at).join('')))
      const isOwn = path.startsWith(`${element}/`) && !path.slice(element.length + 1).includes('/')
      return isOwn ? tails : tails.filter((tail, at) => at < parts.length - 1 || !GENERIC.has(tail))
    }),
  )
}

function guess(keys: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const guessed = new Map<string, number>()
  const taken = new Set<number>()
  for (const [ours, names] of Object.entries(KNOWN)) {
    for (const name of names) {
      const place = keys.findIndex((each, at) => each.includes(name) && !taken.has(at))
      if (place === -1) continue
      guessed.set(ours, place)
      taken.add(place)
      break
    }
  }
  // A length counts only where no column says the end.
  if (guessed.has('check_out')) guessed.delete('duration')
  return guessed
}

function keyOf(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z0-9]/g, '')
}
