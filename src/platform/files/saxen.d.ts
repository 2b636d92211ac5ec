/** The part of saxen that is used here; the package brings no types. */
declare module 'saxen' {
  export class Parser {
    on(event: 'openTag', handler: (name: string, attributes: () => Readonly<Record<string, string>>, decode: (text: string) => string, isSelfClosing: boolean) => void): this
    on(event: 'closeTag', handler: (name: string) => void): this
    on(event: 'text', handler: (text: string, decode: (text: string) => string) => void): this
    on(event: 'cdata', handler: (text: string) => void): this
    on(event: 'error' | 'warn', handler: (error: Error, context: () => { readonly line: number }) => void): this
    parse(text: string): Error | undefined
    stop(): void
    write(text: string): this
    end(): Error | undefined
  }
}
