import { BlockList, isIP } from 'node:net'

/** Addresses that are not public, by the IANA registries of special-purpose addresses. */
const NOT_PUBLIC = blocked([
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
], [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]])

/** Of IPv6 only global unicast is public; this leaves out loopback, local, mapped and translated addresses. */
const PUBLIC_V6 = blocked([], [['2000::', 3]])

const LOCAL_NAMES = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/

const LONGEST = 500

/** True for an IP address that is reached over the internet. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !NOT_PUBLIC.check(address, 'ipv4')
  return isIP(address) === 6 && PUBLIC_V6.check(address, 'ipv6') && !NOT_PUBLIC.check(address, 'ipv6')
}

/**
 * What is wrong with an address that requests shall go to, as a sentence; undefined when nothing is. A name is looked at again when it
 * is resolved (`sendRequest`): it may point inside.
 * @param mayBePrivate true where a setting allows http and addresses that are not public
 */
export function addressFault(text: string, mayBePrivate: boolean): string | undefined {
  if (text.length > LONGEST) return `The address must be ${String(LONGEST)} characters or fewer`
  const url = URL.parse(text)
  if (url === null || !['https:', 'http:'].includes(url.protocol)) return 'Enter a web address, such as https://care.example.org/tendwell'
  if (url.username !== '' || url.password !== '') return 'Leave the name and password out of the address: requests are signed instead'
  if (url.hash !== '') return 'Leave the part after # out of the address'
  if (mayBePrivate) return undefined
  if (url.protocol !== 'https:') return 'The address must begin with https'
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase()
  const isPublic = isIP(host) === 0 ? host.includes('.') && !LOCAL_NAMES.test(host) : isPublicAddress(host)
  return isPublic ? undefined : 'The address must be reached over the internet: this one is inside a network'
}

function blocked(v4: readonly (readonly [string, number])[], v6: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList()
  for (const [address, bits] of v4) list.addSubnet(address, bits, 'ipv4')
  for (const [address, bits] of v6) list.addSubnet(address, bits, 'ipv6')
  return list
}
