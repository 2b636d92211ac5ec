/** A length of time as seconds: whole minutes (`45`), hours, minutes and seconds (`00:45:00`), or as XML writes it (`PT45M`). Hours and minutes alone are in doubt: undefined, as for any other text. */
export function lengthSeconds(text: string): number | undefined {
  const trimmed = text.trim()
  if (/^\d{1,4}$/.test(trimmed)) return Number(trimmed) * 60
  const clock = /^(\d{1,2}):([0-5]\d):([0-5]\d)$/.exec(trimmed)
  if (clock !== null) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
  const iso = /^PT(?:(\d{1,2})H)?(?:(\d{1,4})M)?(?:(\d{1,5})(?:\.\d+)?S)?$/i.exec(trimmed)
  if (iso === null || (iso[1] ?? iso[2] ?? iso[3]) === undefined) return undefined
  return Number(iso[1] ?? 0) * 3600 + Number(iso[2] ?? 0) * 60 + Number(iso[3] ?? 0)
}
