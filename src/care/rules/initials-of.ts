/** A person as boards and offers show them: the first letter of the given and the family name, "MB". Never more. */
export function initialsOf(givenName: string, familyName: string): string {
  return `${firstLetter(givenName)}${firstLetter(familyName)}`
}

function firstLetter(name: string): string {
  return (/\p{L}/u.exec(name)?.[0] ?? '').toUpperCase()
}
