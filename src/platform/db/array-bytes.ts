/** The PostgreSQL types that bulk columns have. `second` is a timestamptz given as seconds since 1970; `bigint[]` is an array in each row, as text. */
export type BulkType = 'bigint' | 'int' | 'smallint' | 'text' | 'uuid' | 'date' | 'second' | 'timestamptz' | 'boolean' | 'jsonb' | 'bigint[]'

/** One value of a bulk column: text as PostgreSQL reads it, a number or a boolean; null for null. */
export type BulkValue = string | number | boolean | null

/** How the values of a type travel. */
interface Wire {
  /** The element's type as a cast spells it, and its number in PostgreSQL's catalogue. */
  readonly name: string
  readonly oid: number
  readonly put: (bytes: Bytes, value: string | number | boolean) => void
}

/** Bytes that grow as they are written; `at` is where the next goes. */
interface Bytes {
  buffer: Buffer
  at: number
  /** Dates of this column met so far, as days since 2000. */
  readonly days: Map<string, number>
  /** Uuids of this column met so far, and where each was written: many rows name the same few. */
  readonly uuids: Map<string, number>
}

/** PostgreSQL counts from 2000. */
const SECONDS_TO_2000 = 946_684_800
const FIRST_DAY = Temporal.PlainDate.from('2000-01-01')
const TWO_TO_32 = 4_294_967_296
const BYTES_A_VALUE = 12

/**
 * A column of values as PostgreSQL's binary array, which the server takes in without reading a text. Types that few rows have travel as
 * texts and are cast when they arrive: `arrayTypes` says to what.
 */
export function arrayBytes(type: BulkType, count: number, valueAt: (index: number) => BulkValue): Buffer {
  const wire = WIRES[type]
  const bytes: Bytes = { buffer: Buffer.allocUnsafe(20 + count * BYTES_A_VALUE), at: 0, days: new Map(), uuids: new Map() }
  putInt(bytes, count === 0 ? 0 : 1)
  putInt(bytes, 1)
  putInt(bytes, wire.oid)
  if (count > 0) {
    putInt(bytes, count)
    putInt(bytes, 1)
  }
  for (let index = 0; index < count; index += 1) {
    const value = valueAt(index)
    if (value === null) putInt(bytes, -1)
    else wire.put(bytes, value)
  }
  return bytes.buffer.subarray(0, bytes.at)
}

/** The type of the parameter that carries `arrayBytes`, and the type that each of its elements is cast to when it has arrived, if any. */
export function arrayTypes(type: BulkType): { readonly parameter: string; readonly cast: string | null } {
  const { name } = WIRES[type]
  return { parameter: `${name}[]`, cast: name === 'text' && type !== 'text' ? type : null }
}

const TEXT: Wire = { name: 'text', oid: 25, put: (bytes, value) => { putText(bytes, String(value)) } }

const WIRES: Readonly<Record<BulkType, Wire>> = {
  bigint: { name: 'bigint', oid: 20, put: (bytes, value) => { putLong(bytes, whole(value)) } },
  int: { name: 'int', oid: 23, put: (bytes, value) => { putSized(bytes, whole(value)) } },
  smallint: { name: 'smallint', oid: 21, put: putSmall },
  text: TEXT,
  uuid: { name: 'uuid', oid: 2950, put: (bytes, value) => { putUuid(bytes, String(value)) } },
  date: { name: 'date', oid: 1082, put: (bytes, value) => { putSized(bytes, dayNumber(bytes.days, String(value))) } },
  second: { name: 'timestamptz', oid: 1184, put: (bytes, value) => { putLong(bytes, (whole(value) - SECONDS_TO_2000) * 1_000_000) } },
  timestamptz: TEXT,
  boolean: { name: 'boolean', oid: 16, put: putBoolean },
  jsonb: { name: 'jsonb', oid: 3802, put: (bytes, value) => { putJson(bytes, String(value)) } },
  'bigint[]': TEXT,
}

function whole(value: string | number | boolean): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${String(value)} is not a whole number`)
  return number
}

function dayNumber(days: Map<string, number>, on: string): number {
  const before = days.get(on)
  if (before !== undefined) return before
  const day = FIRST_DAY.until(Temporal.PlainDate.from(on), { largestUnit: 'days' }).days
  days.set(on, day)
  return day
}

function putSized(bytes: Bytes, value: number): void {
  putInt(bytes, 4)
  putInt(bytes, value)
}

/** Throws a `RangeError` for a number that does not fit, as the server would. */
function putInt(bytes: Bytes, value: number): void {
  bytes.at = room(bytes, 4).writeInt32BE(value, bytes.at)
}

function putSmall(bytes: Bytes, value: string | number | boolean): void {
  putInt(bytes, 2)
  bytes.at = room(bytes, 2).writeInt16BE(whole(value), bytes.at)
}

function putLong(bytes: Bytes, value: number): void {
  putInt(bytes, 8)
  const high = Math.floor(value / TWO_TO_32)
  const buffer = room(bytes, 8)
  bytes.at = buffer.writeUInt32BE(value - high * TWO_TO_32, buffer.writeInt32BE(high, bytes.at))
}

function putBoolean(bytes: Bytes, value: string | number | boolean): void {
  putInt(bytes, 1)
  bytes.at = room(bytes, 1).writeUInt8(value === true ? 1 : 0, bytes.at)
}

function putUuid(bytes: Bytes, value: string): void {
  putInt(bytes, 16)
  const buffer = room(bytes, 16)
  const before = bytes.uuids.get(value)
  if (before !== undefined) buffer.copyWithin(bytes.at, before, before + 16)
  else {
    const digits = value.replaceAll('-', '')
    if (digits.length !== 32 || buffer.write(digits, bytes.at, 16, 'hex') !== 16) throw new RangeError('a uuid has 32 hexadecimal digits')
    bytes.uuids.set(value, bytes.at)
  }
  bytes.at += 16
}

/** Writes a text, with as many bytes left free before it as asked. */
function putText(bytes: Bytes, value: string, before = 0): void {
  // Three bytes are the most that UTF-8 needs for one UTF-16 unit.
  const buffer = room(bytes, 4 + before + value.length * 3)
  const from = bytes.at + 4 + before
  const length = asciiInto(buffer, from, value) ? value.length : buffer.write(value, from, 'utf8')
  buffer.writeInt32BE(before + length, bytes.at)
  bytes.at = from + length
}

/** JSON travels as text behind the number of its form. */
function putJson(bytes: Bytes, value: string): void {
  const from = bytes.at
  putText(bytes, value, 1)
  bytes.buffer[from + 4] = 1
}

/** Short texts of plain letters and digits, as nearly all are, cost less written here than a call into the runtime. */
function asciiInto(buffer: Buffer, from: number, value: string): boolean {
  if (value.length > 40) return false
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index)
    if (code > 127) return false
    buffer[from + index] = code
  }
  return true
}

/** The buffer, with at least this many bytes left in it. */
function room(bytes: Bytes, more: number): Buffer {
  if (bytes.at + more > bytes.buffer.length) {
    const larger = Buffer.allocUnsafe(Math.max(bytes.buffer.length * 2, bytes.at + more))
    bytes.buffer.copy(larger, 0, 0, bytes.at)
    bytes.buffer = larger
  }
  return bytes.buffer
}
