/** A message Tendwell sends. Its fields hold references and links, never a person's name, address or needs. */
export interface MessageTemplate {
  /** Stable code; the GOV.UK Notify template is found by it. */
  readonly code: string
  readonly subject: string
  /** Body with `((field))` marks, as GOV.UK Notify writes them. */
  readonly body: string
}

/** The message as its reader sees it: each `((field))` replaced. A field that is not given stays visible as its mark. */
export function filledTemplate(template: MessageTemplate, fields: Readonly<Record<string, string>>): { subject: string; body: string } {
  const fill = (text: string): string => text.replace(/\(\(([a-z-]+)\)\)/g, (mark, name: string) => fields[name] ?? mark)
  return { subject: fill(template.subject), body: fill(template.body) }
}
