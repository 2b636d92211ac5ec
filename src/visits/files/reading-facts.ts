/** What is known while a file of visit records is read, beside the file. */
export interface ReadingFacts {
  /** Now, in seconds since 1970. */
  readonly nowSecond: number
  readonly today: Temporal.PlainDate
  /** The reason codes that a record may carry. */
  readonly reasonCodes: ReadonlySet<string>
}
