/** The request was understood and refused by a rule or by the data; the message says what to do about it. */
export class Refused extends Error {
  readonly code: string
  readonly field: string | undefined
  constructor(code: string, message: string, field?: string) {
    super(message)
    this.name = 'Refused'
    this.code = code
    this.field = field
  }
}

/** There is no such thing, or none that this actor may know of. */
export class NotFound extends Error {
  constructor(what: string) {
    super(`${what} was not found`)
    this.name = 'NotFound'
  }
}

/** The actor's role does not allow this. `words` finishes "You need to be able to …". */
export class Forbidden extends Error {
  readonly words: string
  constructor(words: string) {
    super(`You need to be able to ${words}`)
    this.name = 'Forbidden'
    this.words = words
  }
}

/** Something outside Tendwell is wrong: a port in use, a disk full, a database too new. The message is one clear sentence. */
export class EnvironmentFault extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'EnvironmentFault'
  }
}
