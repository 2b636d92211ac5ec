/** Words by which systems say what ours mean; compared without case, spaces and marks. Only those that can hardly mean anything else. */
const KNOWN: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  outcome: {
    delivered: ['delivered', 'completed', 'complete', 'done', 'attended', 'visited', 'visitcompleted', 'callcompleted'],
    missed: ['missed', 'missedvisit', 'missedcall', 'notattended'],
    cancelled: ['cancelled', 'canceled', 'visitcancelled', 'callcancelled'],
    'no-access': ['noaccess', 'noreply', 'noanswer', 'unabletogainaccess'],
    refused: ['refused', 'carerefused', 'refusedcare', 'declined'],
    hospital: ['hospital', 'inhospital', 'hospitalised', 'hospitaladmission', 'admittedtohospital'],
    'not-required': ['notrequired', 'notneeded', 'visitnotrequired', 'callnotrequired'],
  },
  method: {
    app: ['app', 'mobileapp', 'mobile', 'smartphone', 'gps'],
    tag: ['tag', 'nfc', 'nfctag', 'qr', 'qrcode'],
    telephone: ['telephone', 'phone', 'landline', 'freephone', 'ivr'],
    fob: ['fob', 'keyfob'],
    manual: ['manual', 'manually', 'manualentry', 'office', 'paper'],
  },
  travel_mode: {
    walk: ['walk', 'walking', 'walked', 'foot', 'onfoot', 'walker'],
    cycle: ['cycle', 'cycling', 'cycled', 'bicycle', 'bike', 'pushbike'],
    car: ['car', 'drive', 'driving', 'driver', 'drove'],
    'electric-car': ['electriccar', 'ev', 'electricvehicle'],
    motorcycle: ['motorcycle', 'motorbike'],
    'public-transport': ['publictransport', 'bus', 'train', 'tram'],
    lift: ['lift', 'passenger'],
  },
}
const TABLES: Readonly<Record<string, keyof typeof KNOWN>> = { outcome: 'outcome', check_in_method: 'method', check_out_method: 'method', travel_mode: 'travel_mode' }

/** Which of our words for a heading another system's word most likely is: a proposal for a person to check. Undefined where it is not known. */
export function guessWord(heading: string, word: string): string | undefined {
  const key = word.toLowerCase().replace(/[^a-z0-9]/g, '')
  return Object.entries(KNOWN[TABLES[heading] ?? ''] ?? {}).find(([, theirs]) => theirs.includes(key))?.[0]
}
