// Draws the check-in page from what the phone keeps. Nothing here asks the server.

const STATES = { untouched: 'Not begun', 'checked-in': 'Checked in', 'no-check-in': 'Checked out, not in', 'times-unclear': 'Times do not fit: tell your office', recorded: 'Recorded' }
const OUTCOMES = [['no-access', 'Nobody let me in'], ['refused', 'Care was refused'], ['hospital', 'The person is in hospital'], ['not-required', 'Care was not needed']]
const SIGNERS = [['person', 'The person'], ['family', 'Family or a friend'], ['could-not', 'Nobody could sign']]

function h(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'onclick' || key === 'onsubmit') element[key] = value
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value === true ? '' : value)
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false))
  return element
}

const clock = (ms) => new Date(ms).toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit', hour12: true, timeZone: 'Europe/London' }).replace(/ ?([ap])\.?m\.?/i, (_all, half) => `${half.toLowerCase()}m`)

function title(heading, words, caption) {
  heading.replaceChildren(h('h1', { class: 'govuk-heading-l' }, caption ? h('span', { class: 'govuk-caption-l' }, caption) : '', caption ? ' ' : '', words))
}

export function showNothing(root, heading) {
  title(heading, 'No visits on this phone')
  root.replaceChildren(h('p', { class: 'govuk-body' }, 'You are offline, and this phone keeps no round. Open your link again when you have signal.'))
}

export function showGone(root, heading, { unsent }) {
  title(heading, 'This link does not work any more')
  root.replaceChildren(
    h('p', { class: 'govuk-body' }, 'It was ended, or has passed its end. Your round has been wiped from this phone. Ask your office for a new link.'),
    unsent.length > 0 ? h('p', { class: 'govuk-body' }, `${entries(unsent.length)} not sent yet. Open your new link on this phone, and it is sent then.`) : '',
  )
}

export function showRound(root, heading, view) {
  const visits = view.link.round?.visits ?? []
  const opened = visits.find((visit) => visit.plannedVisitId === view.open)
  const day = new Date(`${view.link.today}T12:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  if (opened) title(heading, opened.personName, `${opened.startWords}, ${opened.minutes} minutes`)
  else title(heading, `Visits of ${view.link.workerName}`, day)
  root.replaceChildren(connection(view), ...refusals(view), ...(opened ? visitParts(opened, view) : listParts(visits, view)))
}

function connection({ isOnline, unsent, sentAt }) {
  const waits = unsent.length === 0 ? '' : ` ${entries(unsent.length)} to be sent when there is signal.`
  const words = isOnline ? (unsent.length > 0 ? `Sending ${entries(unsent.length)}.` : sentAt ? `Everything is sent (${clock(sentAt)}).` : 'Connected.') : `You are offline. You can go on checking in and out.${waits}`
  return h('p', { class: `tw-connection ${isOnline ? 'tw-connection--on' : 'tw-connection--off'}`, role: 'status', id: 'connection', 'data-unsent': String(unsent.length) }, words)
}

function refusals({ refused }) {
  return refused.map(({ reason }) => h('div', { class: 'govuk-error-summary', role: 'alert' }, h('h2', { class: 'govuk-error-summary__title' }, 'One entry was not taken'), h('p', { class: 'govuk-body' }, reason ?? '')))
}

function entries(count) {
  return count === 1 ? '1 entry' : `${count} entries`
}

// How far a visit has come: what the server said, and what is still on the phone.
function standing(visit, view) {
  const known = view.link.standings.find((each) => each.plannedVisitId === visit.plannedVisitId)
  const own = view.unsent.map((entry) => entry.event).filter((event) => event.plannedVisitId === visit.plannedVisitId)
  const unsentIn = own.find((event) => event.kind === 'in')
  const unsentOut = own.findLast((event) => event.kind === 'out')
  const outcome = own.findLast((event) => event.kind === 'outcome')?.outcome ?? known?.outcome ?? null
  const inAt = known?.checkedInAt ? Date.parse(known.checkedInAt) : unsentIn?.phoneAtMs ?? null
  const outAt = known?.checkedOutAt ? Date.parse(known.checkedOutAt) : unsentOut?.phoneAtMs ?? null
  const isAway = outcome !== null && outcome !== 'delivered'
  const words = isAway ? OUTCOMES.find(([code]) => code === outcome)?.[1] ?? outcome : inAt && outAt ? (own.length > 0 ? 'Done, to be sent' : 'Done') : inAt ? 'Checked in' : STATES[known?.state ?? 'untouched']
  const colour = isAway ? 'grey' : inAt && outAt ? 'green' : inAt ? 'blue' : outAt ? 'orange' : 'grey'
  const isSigned = known?.isSigned === true || own.some((event) => event.kind === 'sign')
  return { inAt, outAt, isAway, words, colour, unsent: own, isSigned, tasks: (known?.tasks ?? []).filter((each) => each.done !== null) }
}

function listParts(visits, view) {
  if (visits.length === 0) return [h('p', { class: 'govuk-body' }, 'You have no visits on your round now. If you expected one, ask your office.')]
  const tag = view.tag ? [h('p', { class: 'govuk-inset-text' }, `Tag ${view.tag}: choose the visit that you are at.`)] : []
  return [
    ...tag,
    h(
      'ul',
      { class: 'tw-round' },
      visits.map((visit) => {
        const { inAt, outAt, words, colour } = standing(visit, view)
        return h(
          'li',
          {},
          h(
            'a',
            { class: 'tw-round__visit', href: `#visit-${visit.plannedVisitId}` },
            h('span', { class: 'tw-round__time' }, visit.startWords),
            h('span', { class: 'tw-round__who' }, h('strong', {}, visit.personName), h('br'), visit.address),
            h('span', { class: 'tw-round__state' }, h('strong', { class: `govuk-tag govuk-tag--${colour}` }, words), inAt ? h('span', { class: 'govuk-body-s' }, ` ${clock(inAt)}${outAt ? ` to ${clock(outAt)}` : ''}`) : ''),
          ),
        )
      }),
    ),
  ]
}

function visitParts(visit, view) {
  const stand = standing(visit, view)
  const about = { plannedVisitId: visit.plannedVisitId }
  return [
    h('p', { class: 'govuk-body' }, h('a', { class: 'govuk-back-link', href: '#' }, 'All visits')),
    h('p', { class: 'govuk-body' }, visit.address, visit.workers === 2 ? h('span', {}, h('br'), 'Two care workers') : '', visit.isTimeCritical ? h('span', {}, h('br'), h('strong', {}, 'Time-critical')) : ''),
    h('p', { class: 'govuk-body', id: 'standing' }, h('strong', { class: `govuk-tag govuk-tag--${stand.colour}` }, stand.words), stand.inAt ? ` In ${clock(stand.inAt)}.` : '', stand.outAt ? ` Out ${clock(stand.outAt)}.` : ''),
    // Before the check-in the way in comes first; then what is to be done, and the way out after it.
    ...(stand.isAway || stand.inAt ? [] : callParts(stand, about, view)),
    ...taskParts(visit, stand, about, view),
    ...(stand.isAway || !stand.inAt ? [] : callParts(stand, about, view)),
    fold('Note', form('Keep the note', (data) => view.keep({ kind: 'note', ...about, words: data.get('words') }), field('words', 'What your office should know'))),
    mustSignFirst(stand, view) && stand.inAt && !stand.outAt ? '' : fold(stand.isSigned ? 'Signed off: change it' : 'Sign-off', signForm(about, view)),
    stand.inAt && stand.outAt ? '' : fold('Care could not be given', form('Say so', (data) => view.keep({ kind: 'outcome', ...about, outcome: data.get('outcome'), words: data.get('words') || null }), choose('outcome', 'Why', OUTCOMES), field('words', 'More about it', false))),
  ].filter((part) => part !== '')
}

// Your office asks for a sign-off before the check-out.
function mustSignFirst(stand, view) {
  return view.link.round?.mustSign === true && !stand.isSigned
}

function callParts(stand, about, view) {
  if (stand.inAt && stand.outAt) return []
  const kind = stand.inAt ? 'out' : 'in'
  if (kind === 'out' && mustSignFirst(stand, view)) return [h('h2', { class: 'govuk-heading-m' }, 'Sign off, then check out'), signForm(about, view)]
  const verb = kind === 'in' ? 'Check in' : 'Check out'
  const parts = [
    h('button', { class: 'govuk-button tw-big-button', type: 'button', id: 'by-place', onclick: (event) => byPlace(event.target, (proof) => view.keep({ kind, ...about, proof })) }, `${verb} where I am`),
    fold(`${verb} with the code of the tag`, form(verb, (data) => view.keep({ kind, ...about, proof: { by: 'tag', code: data.get('code') } }), field('code', 'Code of the tag at the home', true, view.tag)), view.tag !== ''),
    fold(`${verb} by hand`, handForm(verb, kind, about, view)),
  ]
  if (kind === 'in') parts.push(fold('I forgot to check in, and am leaving', h('p', { class: 'govuk-body' }, 'Check in by hand with the time at which you came. Then check out.')))
  return parts
}

function handForm(verb, kind, about, view) {
  return form(
    `${verb} by hand`,
    (data) => view.keep({ kind, ...about, proof: { by: 'hand', reasonCode: data.get('reasonCode'), note: data.get('note') || null, saidTime: data.get('saidTime') || null } }),
    choose('reasonCode', 'Why by hand', view.reasons.map(({ code, words }) => [code, words])),
    h('div', { class: 'govuk-form-group' }, h('label', { class: 'govuk-label', for: `${kind}-saidTime` }, 'If not now, at what time'), h('input', { class: 'govuk-input govuk-input--width-5', id: `${kind}-saidTime`, name: 'saidTime', type: 'time' })),
    field('note', 'Which other reason', false),
  )
}

// What was said of each task: by the server, and after it on this phone.
function taskParts(visit, stand, about, view) {
  if (visit.tasks.length === 0) return []
  const said = new Map([...stand.tasks, ...stand.unsent.filter((event) => event.kind === 'task')].map((each) => [each.task, each]))
  const open = visit.tasks.filter((task) => !said.has(task)).length
  const answer = (task, done, reason) => void view.keep({ kind: 'task', ...about, task, done, reason })
  return [
    h('h2', { class: 'govuk-heading-m' }, 'What to do'),
    h('p', { class: 'govuk-body', id: 'tasks-open' }, open === 0 ? 'Every task is answered.' : open === 1 ? '1 task is not answered yet.' : `${open} tasks are not answered yet.`),
    h(
      'ul',
      { class: 'tw-tasks' },
      visit.tasks.map((task) => {
        const known = said.get(task)
        const state = known === undefined ? '' : h('strong', { class: `govuk-tag govuk-tag--${known.done ? 'green' : 'orange'}` }, known.done ? 'Done' : 'Not done')
        return h(
          'li',
          {},
          h('p', { class: 'govuk-body govuk-!-margin-bottom-2' }, h('strong', {}, task), ' ', state, known?.reason ? h('span', { class: 'govuk-body-s' }, h('br'), known.reason) : ''),
          known?.done === true ? '' : h('button', { class: 'govuk-button govuk-button--secondary', type: 'button', onclick: () => answer(task, true, null) }, 'Done', h('span', { class: 'govuk-visually-hidden' }, `: ${task}`)),
          fold(h('span', {}, known?.done === false ? 'Another reason' : 'Not done', h('span', { class: 'govuk-visually-hidden' }, `: ${task}`)), form('Say why', (data) => answer(task, false, data.get('reason')), field('reason', `Why “${task}” was not done`))),
        )
      }),
    ),
  ]
}

function signForm(about, view) {
  return form('Sign off', (data) => view.keep({ kind: 'sign', ...about, by: data.get('by'), words: data.get('words') || null }), choose('by', 'Who agrees that the visit was made', SIGNERS), field('words', 'Initials, if they like', false))
}

// Asks the phone where it is. Where it cannot say, the other two ways are there.
function byPlace(button, keep) {
  const words = button.textContent
  button.disabled = true
  button.textContent = 'Finding where you are…'
  const failed = () => {
    button.disabled = false
    button.textContent = words
    button.insertAdjacentElement('afterend', h('p', { class: 'govuk-error-message', role: 'alert' }, 'Your phone did not say where it is. Use the code of the tag, or check in by hand.'))
  }
  if (!('geolocation' in navigator)) return failed()
  navigator.geolocation.getCurrentPosition(({ coords }) => void keep({ by: 'place', latitude: coords.latitude, longitude: coords.longitude, accuracyMetres: coords.accuracy }), failed, { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 })
}

let fields = 0

function field(name, label, required = true, value = '') {
  fields += 1
  const id = `${name}-${fields}`
  return h('div', { class: 'govuk-form-group' }, h('label', { class: 'govuk-label', for: id }, label), h('input', { class: 'govuk-input', id, name, required, value, maxlength: '500', autocomplete: 'off' }))
}

function choose(name, label, options) {
  fields += 1
  const id = `${name}-${fields}`
  return h('div', { class: 'govuk-form-group' }, h('label', { class: 'govuk-label', for: id }, label), h('select', { class: 'govuk-select', id, name }, options.map(([value, words]) => h('option', { value }, words))))
}

function form(button, send, ...parts) {
  return h('form', { onsubmit: (event) => { event.preventDefault(); send(new FormData(event.target)) } }, ...parts, h('button', { class: 'govuk-button tw-big-button', type: 'submit' }, button))
}

function fold(summary, content, isOpen = false) {
  return h('details', { class: 'govuk-details', open: isOpen }, h('summary', { class: 'govuk-details__summary' }, h('span', { class: 'govuk-details__summary-text' }, summary)), h('div', { class: 'govuk-details__text' }, content))
}
