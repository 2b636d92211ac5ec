import { renderSVG } from 'uqr'

/** A QR code of an address as an SVG element that says in words what it is. `label` is read aloud and is shown to nobody. */
export function qrPicture(address: string, label: string): string {
  const named = label.replaceAll(/[&<>"]/g, (each) => `&#${String(each.charCodeAt(0))};`)
  return renderSVG(address, { border: 2 }).replace('<svg ', `<svg class="tw-qr" role="img" aria-label="${named}" `)
}
