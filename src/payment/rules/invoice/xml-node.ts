/** An element of an electronic invoice. Its name has the prefix that UBL usually gives its namespace, whatever the file calls it: `cbc:ID`, `cac:Party`, and none for the root. */
export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
  /** Its own text, trimmed. */
  readonly text: string
  /** Where it stands, for people: `Invoice/cac:InvoiceLine[2]/cbc:ID`. */
  readonly path: string
}

/** The elements below one at a path of names, in the order of the file: `cac:Party/cbc:EndpointID`. */
export function nodesAt(node: XmlNode, path: string): XmlNode[] {
  return path.split('/').reduce<XmlNode[]>((found, name) => found.flatMap((each) => each.children.filter((child) => child.name === name)), [node])
}

/** The first of them. */
export function nodeAt(node: XmlNode, path: string): XmlNode | undefined {
  return nodesAt(node, path)[0]
}

/** Its text; undefined when there is no such element, or nothing in it. */
export function textAt(node: XmlNode, path: string): string | undefined {
  const text = nodeAt(node, path)?.text
  return text === '' ? undefined : text
}

/** An element and all below it. */
export function everyNode(node: XmlNode): XmlNode[] {
  return [node, ...node.children.flatMap(everyNode)]
}

/** Whether the document is a credit note; else it is an invoice. */
export function isCreditNote(root: XmlNode): boolean {
  return root.name === 'CreditNote'
}

/** The lines of a document. */
export function linesOf(root: XmlNode): XmlNode[] {
  return nodesAt(root, isCreditNote(root) ? 'cac:CreditNoteLine' : 'cac:InvoiceLine')
}
