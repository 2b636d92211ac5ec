import type { Work } from '../action/work.ts'

/** What the platform has to be told by the slices to add an account: which providers there are, and who is meant by a reference. */
export interface Directory {
  /** Names of providers by id. */
  providerNames(work: Work): Promise<Map<string, string>>
  /** Ids of people by their reference in Tendwell; a reference that nobody has is left out. */
  personIdsByReference(work: Work, references: string[]): Promise<Map<string, string>>
}
