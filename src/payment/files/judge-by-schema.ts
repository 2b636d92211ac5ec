import type { Schema } from 'node-schematron'

/** A rule that a document breaks: where, and in the rule's own words. */
interface BrokenRule {
  readonly assertId: string | null
  readonly place: string
  readonly words: string
}

/** Errors of XPath that a document causes, not the rule: a value that is there twice, missing, or no number or date. */
const OF_THE_DOCUMENT = /\b(?:XPTY|XPDY|FO(?:AR|CA|CH|DT|NS|RG|TY))\d{4}\b/

/**
 * Asks every rule of a schema of a document, and which it breaks, in the document's order within a pattern. `functions` are modules that the rules call, by prefix.
 * A rule that cannot be answered because of what the document has there counts as broken; the library alone would stop at it and name none.
 */
export function judgeBySchema(schema: Schema, functions: Readonly<Record<string, string>>, xml: string): { readonly asked: number; readonly broken: readonly BrokenRule[] } {
  const asked = new Set<unknown>()
  const broken: BrokenRule[] = []
  for (const rule of schema.patterns.flatMap((pattern) => pattern.rules)) {
    // The library looks for the context below every node. One that begins at the root is the same from everywhere: asked once, a long invoice stays quick.
    if (/^\s*\//.test(rule.context)) rule.context = `self::document-node()/(${rule.context})`
    const variables = rule.variables.splice(0)
    for (const assert of rule.asserts) {
      assert.test = withVariables(withExactSums(assert.test), variables)
      for (const part of assert.message) if (isValue(part)) part.select = withVariables(part.select, variables)
      const judge = assert.validateNode.bind(assert)
      assert.validateNode = (context, given, options) => {
        asked.add(assert)
        try {
          const withFunctions = { ...options, moduleImports: functions }
          const result = judge(context, given, withFunctions)
          if (result !== null) broken.push({ assertId: assert.id, place: placeOf(context), words: oneLine(result.message ?? '') })
        } catch (error) {
          const code = OF_THE_DOCUMENT.exec(error instanceof Error ? error.message : String(error))?.[0]
          if (code === undefined) throw error
          const own = assert.message.filter((part) => typeof part === 'string').join('')
          broken.push({ assertId: assert.id, place: placeOf(context), words: oneLine(`${own} (Not to be answered here, ${code}: something is given twice, missing, or no number or date.)`) })
        }
        return null
      }
    }
  }
  schema.validateString(xml)
  return { asked: asked.size, broken }
}

/** A part of a message that is worked out from the document. */
const isValue = (part: string | object): part is { select: string } => typeof part === 'object' && 'select' in part

/**
 * An expression with the variables of its rule that it needs, bound within it: so a decimal stays one, where the library would hand on a floating-point number,
 * and a variable that cannot be worked out is told of the rules that need it.
 */
function withVariables(expression: string, variables: Schema['variables']): string {
  return variables.reduceRight((inner, { name, value }) => new RegExp(`\\$${name}(?![\\w.-])`).test(inner) ? `let $${name} := (${value}) return (${inner})` : inner, expression)
}

/**
 * The library counts decimals in floating point, where 36.10 and 15.55 are not quite 51.65. A sum that a rule holds against an amount as it is, `= (sum(…) + sum(…))`,
 * is rounded to eight decimals here: exact decimals would say the same. Sums that the rules round themselves need nothing.
 */
function withExactSums(test: string): string {
  const begins = /=\s*(?=\(\s*sum\()/g
  let exact = ''
  let from = 0
  for (let found = begins.exec(test); found !== null; found = begins.exec(test)) {
    const open = begins.lastIndex
    const close = closingOf(test, open)
    if (close === undefined) break
    exact += `${test.slice(from, open)}round-half-to-even(${test.slice(open, close + 1)}, 8)`
    from = close + 1
    begins.lastIndex = from
  }
  return exact + test.slice(from)
}

/** Where the bracket that opens at `open` closes, passing over what is quoted. */
function closingOf(test: string, open: number): number | undefined {
  let depth = 0
  let quote = ''
  for (let at = open; at < test.length; at += 1) {
    const letter = test.charAt(at)
    if (quote !== '') { if (letter === quote) quote = '' }
    else if (letter === "'" || letter === '"') quote = letter
    else if (letter === '(') depth += 1
    else if (letter === ')' && (depth -= 1) === 0) return at
  }
  return undefined
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

interface DomNode {
  readonly nodeName: string
  readonly nodeType: number
  readonly parentNode: DomNode | null
}
const ELEMENT = 1

function placeOf(node: DomNode): string {
  const names: string[] = []
  for (let at: DomNode | null = node; at?.nodeType === ELEMENT; at = at.parentNode) names.unshift(at.nodeName)
  return names.join('/')
}
