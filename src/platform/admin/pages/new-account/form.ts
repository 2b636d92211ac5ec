import { newAccount, type NewAccount } from '../../../access/actions/add-account.ts'
import { fieldError, readForm, textOf, type FormResult } from '../../../web/form.ts'
import type { FormBody } from '../../../web/route.ts'

/**
 * Reads the form for a new account. People are named by their reference, as nobody knows their id.
 * @param personIds ids by reference, for the reference that was typed
 */
export function readNewAccount(body: FormBody, personIds: ReadonlyMap<string, string>): FormResult<NewAccount> {
  const reference = textOf(body, 'personReference')
  const personId = personIds.get(reference) ?? null
  const read = readForm(newAccount, {
    issuer: textOf(body, 'issuer'),
    subject: textOf(body, 'subject'),
    name: textOf(body, 'name'),
    email: textOf(body, 'email'),
    role: textOf(body, 'role'),
    organisationId: emptyIsNull(textOf(body, 'organisationId')),
    personId,
  })
  if (read.ok) return read
  const unknown = reference !== '' && personId === null
  const errors = read.errors.filter((error) => error.field !== 'personId')
  const aboutPerson = errors.length < read.errors.length
  if (unknown) return { ok: false, errors: [...errors, fieldError('personReference', `Nobody has the reference ${reference}. Check it on the person’s page.`)] }
  return { ok: false, errors: aboutPerson ? [...errors, fieldError('personReference', 'Enter the reference of the person for the role “Person receiving care”, and nothing for any other')] : errors }
}

function emptyIsNull(text: string): string | null {
  return text === '' ? null : text
}
