import { z } from 'zod'
import { listOf, readForm, textOf, type FormResult } from '../../../web/form.ts'
import type { FormBody } from '../../../web/route.ts'
import type { NewApiToken } from '../../actions/issue-api-token.ts'
import { ROLES } from '../../roles.ts'

const TokenForm = z.object({
  name: z.string().min(1, 'Enter what the token is for, such as “Visit upload from our monitoring system”').max(100, 'The name must be 100 characters or fewer'),
  role: z.enum(ROLES, 'Choose the role the program acts in'),
  scopes: z.array(z.string()).min(1, 'Choose at least one thing the program may do'),
  days: z.coerce.number('Enter the number of days').int('Enter whole days').min(1, 'A token lasts at least 1 day').max(366, 'A token lasts at most 366 days'),
})

/** Reads the form for a new token. */
export function readTokenForm(body: FormBody): FormResult<NewApiToken> {
  return readForm(TokenForm, { name: textOf(body, 'name'), role: textOf(body, 'role'), scopes: listOf(body, 'scopes'), days: textOf(body, 'days') })
}
