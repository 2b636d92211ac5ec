import { createHash } from 'node:crypto'
import fontoxpath from 'fontoxpath'
import type { Document, Element, Node } from 'slimdom'

/** Namespaces of functions that the library has: a module that it is given twice could no longer be called. */
const REGISTERED = new Set<string>()

/**
 * Registers the functions that a Schematron file writes in XSLT (`xsl:function`, as the rules of Peppol have them) with the XPath library, as XQuery under namespaces of this file's own,
 * and answers those by prefix, for the library's `moduleImports`. Of XSLT it understands what such functions are made of: parameters, variables, `sequence`, `value-of`, `if` and `choose`.
 * Arguments are made what a parameter says it is, also from a floating-point number to a decimal. Throws for anything else in a function.
 */
export function importXsltFunctions(schematron: Document): Readonly<Record<string, string>> {
  const declared = new Map<string, string[]>()
  for (const each of elements('//Q{http://www.w3.org/1999/XSL/Transform}function', schematron)) {
    const [prefix = '', local = ''] = (each.getAttribute('name') ?? '').split(':')
    if (local === '') throw new Error(`It has a function without a prefix, "${prefix}"`)
    declared.set(prefix, [...(declared.get(prefix) ?? []), declarationOf(each)])
  }
  return Object.fromEntries([...declared].map(([prefix, declarations]) => {
    const body = declarations.join('\n')
    const space = `urn:tendwell:xslt-functions:${createHash('sha256').update(body).digest('hex')}`
    if (!REGISTERED.has(space)) fontoxpath.registerXQueryModule(`module namespace ${prefix} = "${space}";\n${body}`)
    REGISTERED.add(space)
    return [prefix, space]
  }))
}

function declarationOf(of: Element): string {
  const parts = elements('*', of)
  const params = parts.filter((part) => part.localName === 'param')
  const typed = params.map((param) => `let $${named(param)} := ${made(param, `$${named(param)}`)} return `).join('')
  return `declare %public function ${of.getAttribute('name') ?? ''}(${params.map((param) => `$${named(param)}`).join(', ')}) { ${typed}${made(of, bodyOf(parts.filter((part) => part.localName !== 'param')))} };`
}

/** What a row of instructions answers: a variable counts for what follows it. */
function bodyOf([first, ...rest]: readonly Element[]): string {
  if (first === undefined) return '()'
  if (first.localName === 'variable') return `(let $${named(first)} := ${made(first, valueOf(first))} return ${bodyOf(rest)})`
  const own = answerOf(first)
  return rest.length === 0 ? own : `(${own}, ${bodyOf(rest)})`
}

function answerOf(of: Element): string {
  switch (of.localName) {
    case 'sequence':
    case 'value-of': return expression(of, 'select')
    case 'if': return `(if (${expression(of, 'test')}) then ${bodyOf(elements('*', of))} else ())`
    case 'choose': return elements('*', of).reduceRight((otherwise, branch) => branch.localName === 'when' ? `(if (${expression(branch, 'test')}) then ${bodyOf(elements('*', branch))} else ${otherwise})` : bodyOf(elements('*', branch)), '()')
    default: throw new Error(`It has a function with "${of.nodeName}" in it`)
  }
}

/** A variable's value: an expression, instructions, or plain text. */
function valueOf(of: Element): string {
  if (of.hasAttribute('select')) return expression(of, 'select')
  const within = elements('*', of)
  return within.length > 0 ? bodyOf(within) : `"${forXQuery(of.textContent ?? '').replaceAll('"', '""')}"`
}

/** An answer as the type that `as` names; any that is no plain atomic type is left as it is. */
function made(of: Element, answer: string): string {
  const type = /^(xs:\w+)\??$/.exec(of.getAttribute('as') ?? '')?.[1]
  return type === undefined ? answer : `(data(${answer}) ! ${type}(.))`
}

function expression(of: Element, attribute: string): string {
  const found = of.getAttribute(attribute)
  if (found === null) throw new Error(`It has a function with "${of.nodeName}" without ${attribute}`)
  return `(${forXQuery(found)})`
}

/** In XPath an ampersand stands for itself, in XQuery it begins a reference. */
const forXQuery = (text: string): string => text.replaceAll('&', '&amp;')
const named = (of: Element): string => of.getAttribute('name') ?? ''
const elements = (path: string, from: Node): readonly Element[] => fontoxpath.evaluateXPathToNodes<Element & Node>(path, from)
