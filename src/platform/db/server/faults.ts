import { EnvironmentFault } from '../../action/refused.ts'

/** What a line in PostgreSQL's log, or an error of the system, means for whoever started Tendwell. First match wins. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/No space left on device|ENOSPC|\b53100\b/, 'The disk that holds %folder% is full: free some space and start again. Nothing that was saved is lost.'],
  [/Disk quota exceeded|EDQUOT/, 'The disk quota of this account is used up: free some space for %folder% and start again. Nothing that was saved is lost.'],
  [/Read-only file system|EROFS/, '%folder% is on a read-only disk: set TENDWELL_DATA_FOLDER to a folder that can be written to.'],
  [/has wrong ownership|Permission denied|EACCES|EPERM/, '%folder% belongs to another account of this machine: start Tendwell as that account, or set TENDWELL_DATA_FOLDER to a folder of your own.'],
  [/could not map anonymous shared memory|Cannot allocate memory|ENOMEM/, 'This machine has too little free memory for PostgreSQL: close other programs, or set DATABASE_URL to use a server elsewhere.'],
  [/invalid data in file|(?:could not (?:open|read) file|expected to find).*pg_control|could not locate a valid checkpoint|invalid checkpoint record/, 'The database in %folder% is damaged and PostgreSQL will not open it: restore it from a backup, or run "npm start -- --fresh" to begin again.'],
]

/** One clear sentence for a failure of PostgreSQL or of the disk; undefined when the text says nothing we know. */
export function meaningOf(text: string, folder: string): string | undefined {
  return MEANINGS.find(([pattern]) => pattern.test(text))?.[1].replaceAll('%folder%', folder)
}

/** The fault behind any error thrown while working on a folder, for whoever runs the command; other errors come back as they are. */
export function faultBehind(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || error instanceof EnvironmentFault) return error
  const code = 'code' in error ? String(error.code) : ''
  const sentence = CONNECTION_FAULTS[code] ?? meaningOf(code, folder)
  return sentence === undefined ? error : new EnvironmentFault(sentence, error)
}

const CONNECTION_FAULTS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The database does not answer: check that PostgreSQL runs where DATABASE_URL points to.',
  ENOTFOUND: 'The database server was not found: check the host name in DATABASE_URL.',
  '28P01': 'The database refused the name or password: check DATABASE_URL (for the built-in database, var/database.json).',
  '28000': 'The database refused this account: check DATABASE_URL.',
  '3D000': 'The database named in DATABASE_URL does not exist: create it first.',
  '53300': 'The database has no free connection left: stop other programs that use it, or raise its max_connections.',
  '57P01': 'The database was stopped while Tendwell was using it: start it and try again. Unfinished work was undone.',
}
