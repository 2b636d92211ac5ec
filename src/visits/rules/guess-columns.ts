/** Words by which systems head what ours is; compared without case, spaces and marks. The first that fits wins. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  visit_reference: ['visitreference', 'visitid', 'visitref', 'bookingid', 'callid', 'appointmentid', 'visitnumber', 'id'],
  sequence: ['sequence', 'sequenceid', 'version', 'revision'],
  person_reference: ['personreference', 'clientref', 'clientreference', 'clientid', 'serviceuserref', 'serviceuserreference', 'serviceuserid', 'ssref', 'customerref', 'customerid', 'personid', 'externalref'],
  visit_date: ['visitdate', 'date', 'dateofvisit', 'calldate', 'scheduleddate', 'planneddate', 'day'],
  planned_start: ['plannedstart', 'scheduledstart', 'scheduledstarttime', 'plannedstarttime', 'rosteredstart', 'starttimescheduled', 'bookedstart'],
  planned_minutes: ['plannedminutes', 'plannedduration', 'scheduledduration', 'rosteredduration', 'commissionedminutes'],
  worker_reference: ['workerreference', 'carerid', 'carerref', 'employeeid', 'staffid', 'workerid', 'careworkerid', 'carer', 'careworker', 'employee'],
  second_worker: ['secondworker', 'secondaryvisit', 'secondcarer', 'doubleup'],
  check_in: ['checkin', 'actualstart', 'actualstarttime', 'login', 'logintime', 'clockin', 'timein', 'starttime', 'start'],
  check_in_method: ['checkinmethod', 'loginmethod', 'logintype', 'inmethod', 'clockinmethod'],
  check_out: ['checkout', 'actualend', 'actualendtime', 'actualfinish', 'logout', 'logouttime', 'clockout', 'timeout', 'endtime', 'finish', 'end'],
  check_out_method: ['checkoutmethod', 'logoutmethod', 'logouttype', 'outmethod', 'clockoutmethod'],
  outcome: ['outcome', 'status', 'visitstatus', 'callstatus', 'result'],
  notice_hours: ['noticehours', 'hoursnotice', 'cancellationnotice'],
  claimed_start: ['claimedstart', 'starttimeclaimed', 'billedstart'],
  claimed_minutes: ['claimedminutes', 'durationclaimed', 'billedminutes', 'invoicedminutes'],
  reason_code: ['reasoncode', 'reason', 'cancellationreason'],
  reason_note: ['reasonnote', 'notes', 'comment', 'comments'],
  travel_miles: ['travelmiles', 'mileage', 'miles'],
  travel_minutes: ['travelminutes', 'traveltime'],
  travel_mode: ['travelmode', 'modeoftravel', 'transport'],
}

/** Which of a table's columns most likely fills each of ours: a proposal for a person to check. No column is proposed twice, save a date and time for both. */
export function guessColumns(headings: readonly string[]): ReadonlyMap<string, number> {
  const keys = headings.map((heading) => heading.toLowerCase().replace(/[^a-z0-9]/g, ''))
  const guessed = new Map<string, number>()
  const taken = new Set<number>()
  for (const [ours, names] of Object.entries(KNOWN)) {
    for (const name of names) {
      const place = keys.findIndex((key, at) => key === name && !taken.has(at))
      if (place === -1) continue
      guessed.set(ours, place)
      taken.add(place)
      break
    }
  }
  return guessed
}
