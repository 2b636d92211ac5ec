import type * as library from 'oidc-provider'

/** The OpenID provider's library, as it is imported. */
export type Library = typeof library

/**
 * Imports the library, and only when a demonstration starts. As it loads it warns of every Node release that is not yet
 * called LTS, which would be the first thing that whoever tries Tendwell reads; that one line is held back.
 */
export async function loadLibrary(): Promise<Library> {
  const terminal = globalThis.console
  const warn = terminal.warn.bind(terminal)
  terminal.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('Unsupported runtime')) warn(...words)
  }
  try {
    return await import('oidc-provider')
  } finally {
    terminal.warn = warn
  }
}
