import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '../access/actor.ts'
import { anonymousActor } from '../access/anonymous.ts'
import type { Permission } from '../access/permission.ts'
import type { Role } from '../access/roles.ts'
import type { NavigationItem } from '../slice-wiring.ts'
import { navigationFor } from './navigation.ts'

const PAY: Permission = { name: 'test.pay', words: 'pay', roles: ['finance-officer'] }
const READ: Permission = { name: 'test.read', words: 'read', roles: ['finance-officer', 'provider-finance'] }
const ITEMS: readonly NavigationItem[] = [
  { label: 'Rules', section: 'Payments', href: '/rules', permission: PAY, order: 32 },
  { label: 'Home', href: '/', permission: 'signed-in', order: 1 },
  { label: 'Statements', section: 'Payments', href: '/statements', permission: READ, order: 30 },
  { label: 'Runs', section: 'Payments', href: '/statements/runs', permission: PAY, order: 31 },
]
const actor = (role: Role): Actor => ({ userId: 'u', name: 'Test', role, organisationId: role.startsWith('provider-') ? 'organisation' : null, personId: null, scopes: null, requestId: null })
const shown = (role: Role, url: string) => {
  const { primary, section } = navigationFor(ITEMS, actor(role), url)
  return { primary: primary.map((link) => `${link.text} ${link.href}${link.active ? ' *' : ''}`), section: section?.links.map((link) => `${link.text}${link.active ? ' *' : ''}`) }
}

test('A section is one entry that leads to its first page, and its pages stand below it', () => {
  assert.deepEqual(shown('finance-officer', '/rules'), { primary: ['Home /', 'Payments /statements *'], section: ['Statements', 'Runs', 'Rules *'] })
})

test('A page below several links belongs to the closest of them', () => {
  assert.deepEqual(shown('finance-officer', '/statements/runs/7?sort=on').section, ['Statements', 'Runs *', 'Rules'])
  assert.deepEqual(shown('finance-officer', '/statements/7').section, ['Statements *', 'Runs', 'Rules'])
})

test('A section of which somebody may open one page is shown as that page', () => {
  assert.deepEqual(shown('provider-finance', '/statements/7'), { primary: ['Home /', 'Statements /statements *'], section: undefined })
})

test('Home is marked on the home page alone, and elsewhere no section is open', () => {
  assert.deepEqual(shown('finance-officer', '/'), { primary: ['Home / *', 'Payments /statements'], section: undefined })
  assert.deepEqual(shown('finance-officer', '/accessibility-statement'), { primary: ['Home /', 'Payments /statements'], section: undefined })
})

test('Somebody who has not signed in has no navigation', () => {
  assert.deepEqual(navigationFor(ITEMS, anonymousActor(null), '/'), { primary: [], section: undefined, beside: undefined })
})

test('A link behind another one stands beside it, on the pages of both; the section leaves it out', () => {
  const items: readonly NavigationItem[] = [...ITEMS, { label: 'Limits', section: 'Payments', behind: '/rules', href: '/limits', permission: READ, order: 33 }]
  const at = (role: Role, url: string) => {
    const { section, beside } = navigationFor(items, actor(role), url)
    return [section?.links, beside?.links].map((links) => links?.map((link) => `${link.text}${link.active ? ' *' : ''}`))
  }
  assert.deepEqual(at('finance-officer', '/limits'), [['Statements', 'Runs', 'Rules *'], ['Rules', 'Limits *']])
  assert.deepEqual(at('finance-officer', '/rules/7'), [['Statements', 'Runs', 'Rules *'], ['Rules *', 'Limits']])
  assert.deepEqual(at('finance-officer', '/statements'), [['Statements *', 'Runs', 'Rules'], undefined])
  assert.deepEqual(at('provider-finance', '/limits'), [['Statements', 'Limits *'], undefined], 'who may not open the one in front has it in the section')
})
