import type { ZodError } from 'zod'
import { decodeText } from '../../platform/files/decode-text.ts'
import { refuseFile, type FileRefusal, type Refusal } from '../../platform/files/import-outcome.ts'
import { parseJson } from '../../platform/files/parse-json.ts'
import { bestAssignment } from '../rules/assignment/best-assignment.ts'
import { assignmentRules, type Assignment, type AssignmentEffort, type AssignmentProblem, type AssignmentRules } from '../terms/assignment-problem.ts'
import { readAssignmentCapacity } from './assignment-capacity.ts'
import { readAssignmentPackages } from './assignment-packages.ts'

export interface AssignmentFiles {
  readonly packages: Uint8Array
  readonly capacity: Uint8Array
  /** JSON; null for the rules as they are by default. */
  readonly rules: Uint8Array | null
}

/** A file that was refused, and why. */
export interface RefusedAssignmentFile {
  readonly file: keyof AssignmentFiles
  readonly refusals: readonly Refusal[]
}

export type AssignedFiles =
  | { readonly ok: true; readonly problem: AssignmentProblem; readonly assignment: Assignment; readonly notes: readonly string[] }
  | { readonly ok: false; readonly files: readonly RefusedAssignmentFile[] }

/** Assigns the packages of a file to the capacity of another, or says everything that is wrong with the files. Needs no database. */
export function assignFiles(files: AssignmentFiles, effort: Partial<AssignmentEffort>): AssignedFiles {
  const packages = readAssignmentPackages(files.packages)
  const capacity = readAssignmentCapacity(files.capacity)
  const rules = readRules(files.rules)
  if (packages.ok && capacity.ok && rules.ok) {
    const problem = { packages: packages.packages, capacity: capacity.capacity }
    return { ok: true, problem, assignment: bestAssignment(problem, rules.rules, effort), notes: [...packages.notes, ...capacity.notes] }
  }
  const read = { packages, capacity, rules } as const
  return { ok: false, files: (['packages', 'capacity', 'rules'] as const).flatMap((file) => (read[file].ok ? [] : [{ file, refusals: read[file].refusals }])) }
}

function readRules(bytes: Uint8Array | null): { readonly ok: true; readonly rules: AssignmentRules } | FileRefusal {
  if (bytes === null) return { ok: true, rules: assignmentRules.parse({}) }
  const decoded = decodeText(bytes)
  if (!decoded.ok) return decoded
  const json = parseJson(decoded.text)
  if (!json.ok) return json
  const parsed = assignmentRules.safeParse(json.value)
  return parsed.success ? { ok: true, rules: parsed.data } : refusedRules(parsed.error)
}

function refusedRules(error: ZodError): FileRefusal {
  const refusals = error.issues.map((issue): Refusal => ({ row: 0, column: issue.path.join('.') || null, value: null, reason: issue.message, fix: 'docs/files/assignment.md lists the rules and what each may be' }))
  return refusals.length > 0 ? { ok: false, refusals, notes: [] } : refuseFile('The rules cannot be read', 'See docs/files/assignment.md')
}
