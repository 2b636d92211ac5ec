import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROLES } from '../../src/platform/access/roles.ts'
import { serveCouncil } from './served-council.ts'
import { signIn } from './visitor.ts'

const served = await serveCouncil()

/** One login of each role. */
const logins = ROLES.map((role) => served.logins.find((each) => each.role === role)).filter((each) => each !== undefined)

test('there is somebody to sign in as for each role', () => {
  assert.deepEqual(logins.map((each) => each.role), ROLES)
})

for (const { login, role, name } of logins) {
  test(`the role ${role} signs in, lands on what needs them today, and finds every page of their navigation sound`, async () => {
    const visitor = await signIn(served, login, { javaScript: true })
    const { page } = visitor
    await page.getByText(name).first().waitFor()
    await visitor.look(`${role} home`)
    const links = await page.evaluate<string[]>(`[...document.querySelectorAll('.govuk-service-navigation__link')].map((link) => link.getAttribute('href') ?? '')`)
    assert.ok(links.length >= 1, 'there is somewhere to go')
    for (const href of new Set(links)) {
      if (href === '/' || !href.startsWith('/')) continue
      const answer = await page.goto(served.url + href)
      assert.equal(answer?.status(), 200, href)
      assert.equal(await page.locator('h1').count(), 1, `${href} has one main heading`)
      await visitor.look(`${role} ${href}`)
    }
    await visitor.leave()
  })
}

test('somebody who signs out is signed out, also at the identity provider', async () => {
  const visitor = await signIn(served, 'broker', { javaScript: true })
  await visitor.page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await visitor.page.waitForURL(`${served.url}/signed-out**`)
  await visitor.look('signed out')
  await visitor.page.goto(`${served.url}/board`)
  await visitor.page.locator('button[name=subject][value="broker"]').waitFor()
  await visitor.leave()
})
