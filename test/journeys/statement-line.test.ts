import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serveCouncil } from './served-council.ts'
import { signIn, WAYS } from './visitor.ts'

const served = await serveCouncil()
const { name } = served.council.providers.a

for (const [login, who] of [['finance-officer', 'the council’s finance officer'], ['finance-a', 'the provider itself']] as const) {
  for (const way of WAYS) {
    test(`${who} reads why a line of a statement pays what it pays, ${way.words}`, async (t) => {
      const visitor = await signIn(served, login, way)
      t.after(() => visitor.leave())
      const { page } = visitor
      await page.goto(`${served.url}/statements`)
      await visitor.look(`statements of ${login}`)
      await page.locator('tbody').getByRole('row').filter({ hasText: login === 'finance-officer' ? name : '£' }).getByRole('link').first().click()
      await page.getByText('Open a line to read why it pays what it pays').waitFor()
      await visitor.look(`statement of ${login}`)

      // A delivered visit whose time was counted and rounded, so that there is something to explain.
      const row = page.getByRole('row').filter({ hasText: /Delivered/ }).first()
      const paid = /£[\d,]+\.\d\d(?!.*£)/s.exec(await row.innerText())?.[0] ?? ''
      await row.getByRole('link', { name: /\d/ }).first().click()
      assert.match(await page.locator('h1').innerText(), new RegExp(`${paid.replace('.', '\\.')}$`))
      const steps = await page.locator('main .govuk-summary-list').first().locator('.govuk-summary-list__row').allInnerTexts()
      const said = steps.join('\n')
      assert.match(said, /Time counted[\s\S]*Planned \d+ minutes, actual \d+ minutes/)
      assert.match(said, /Rounding/)
      const [, minutes = '', rate = '', result = ''] = /(\d+) minutes? at £([\d.]+) an hour: (£[\d,.]+\d)\./.exec(said) ?? []
      assert.equal(result, paid, 'the last step comes to what the line pays')
      assert.equal(`£${(Math.round((Number(minutes) * Number(rate) * 100) / 60) / 100).toFixed(2)}`, paid, 'minutes times rate is what the line pays')
      const facts = await page.locator('main').innerText()
      assert.match(facts, new RegExp(`£${rate.replace('.', '\\.')} an hour for one care worker`))
      assert.match(facts, /Version 1: Demonstration: nearest five minutes/)
      await page.locator('summary').filter({ hasText: 'Every rule of version 1' }).click()
      await visitor.look(`line of ${login}`)
    })
  }
}
