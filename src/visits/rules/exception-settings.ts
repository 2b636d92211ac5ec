import { USUAL_EXCEPTIONS, type ExceptionSettingsDocument, type ExceptionSettingsVersion } from '../terms/exception-settings.ts'

/** Settings with the version that is kept with every exception found under them. */
export interface ExceptionSettings extends ExceptionSettingsDocument {
  readonly version: string
}

/** The settings for a placement (null while a record has none) on a date. */
export type SettingsAt = (placementId: string | null, visitOn: string) => ExceptionSettings

/** The usual settings with the version that is kept with what is found under them. */
export const EXCEPTION_SETTINGS: ExceptionSettings = { ...USUAL_EXCEPTIONS, version: 'exceptions-1' }

/** The settings of one framework in force on a date: those with the latest first day that has come; of one first day, those set last. */
export function settingsOn(versions: readonly ExceptionSettingsVersion[], frameworkId: string, on: string): ExceptionSettings {
  let found: ExceptionSettingsVersion | undefined
  for (const version of versions) {
    if (version.frameworkId !== frameworkId || version.fromOn.toString() > on) continue
    if (found === undefined || Temporal.PlainDate.compare(version.fromOn, found.fromOn) > 0 || (version.fromOn.equals(found.fromOn) && version.id > found.id)) found = version
  }
  return found === undefined ? EXCEPTION_SETTINGS : { ...found.document, version: `exceptions-${String(found.id + 1)}` }
}

/** The settings for every placement, each framework and date looked up once. Without any version set it costs nothing. */
export function settingsAt(versions: readonly ExceptionSettingsVersion[], frameworkOf: ReadonlyMap<string, string>): SettingsAt {
  if (versions.length === 0) return () => EXCEPTION_SETTINGS
  const known = new Map<string, ExceptionSettings>()
  return (placementId, visitOn) => {
    const frameworkId = placementId === null ? undefined : frameworkOf.get(placementId)
    if (frameworkId === undefined) return EXCEPTION_SETTINGS
    const key = `${frameworkId} ${visitOn}`
    let settings = known.get(key)
    if (settings === undefined) {
      settings = settingsOn(versions, frameworkId, visitOn)
      known.set(key, settings)
    }
    return settings
  }
}
