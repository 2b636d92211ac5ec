import { nodesAt, textAt, type XmlNode } from './xml-node.ts'

/** What breaks a rule: where, which value, and what to do about it. */
export interface Broken {
  readonly place: string
  readonly value: string | null
  readonly fix: string
}

/** A rule of EN 16931 or Peppol BIS Billing 3 with the id it has there, or one of ours (TW-…), in our words. */
export interface BusinessRule {
  readonly id: string
  readonly words: string
  readonly check: (root: XmlNode) => readonly Broken[]
}

/** A rule that a document breaks, once for each place. */
export interface InvoiceFault extends Broken {
  readonly rule: string
  readonly words: string
}

/** Everything that is wrong with a document by some rules, in their order. */
export function faultsBy(rules: readonly BusinessRule[], root: XmlNode): InvoiceFault[] {
  return rules.flatMap(({ id, words, check }) => check(root).map((broken) => ({ rule: id, words, ...broken })))
}

/** A rule that an element, wherever it stands, has something in it. `at` is a path below the root, `''` the root itself. */
export function mustHave(id: string, words: string, at: string | ((root: XmlNode) => readonly XmlNode[]), paths: string | readonly string[], fix: string): BusinessRule {
  const any = typeof paths === 'string' ? [paths] : paths
  return rule(id, words, at, (node) => (any.some((path) => textAt(node, path) !== undefined || (nodesAt(node, path)[0]?.children.length ?? 0) > 0) ? undefined : { place: `${node.path}/${any[0] ?? ''}`, value: null, fix }))
}

/** A rule that looks at each element of a kind, and answers what is wrong with it. */
export function rule(id: string, words: string, at: string | ((root: XmlNode) => readonly XmlNode[]), check: (node: XmlNode, root: XmlNode) => Partial<Broken> & Pick<Broken, 'fix'> | undefined): BusinessRule {
  const found = typeof at === 'string' ? (root: XmlNode) => (at === '' ? [root] : nodesAt(root, at)) : at
  return {
    id,
    words,
    check: (root) =>
      found(root).flatMap((node) => {
        const broken = check(node, root)
        return broken === undefined ? [] : [{ place: node.path, value: node.text === '' ? null : node.text, ...broken }]
      }),
  }
}
