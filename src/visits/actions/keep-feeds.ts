import { getProvider } from '../../market/public.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { need } from '../../platform/access/permission.ts'
import { Refused } from '../../platform/action/refused.ts'
import { read, write } from '../../platform/action/transaction.ts'
import type { House, Work } from '../../platform/action/work.ts'
import { wordsForDate } from '../../kernel/words.ts'
import { notify } from '../../platform/notify/notify.ts'
import { feedChase } from '../rules/feed-due.ts'
import { FEED_SETTINGS } from '../rules/feed-score.ts'
import { findFeedSettings, listFeedChases } from '../store/feed.read.ts'
import { insertFeedChase, insertFeedExpectation, insertFeedSettings } from '../store/feed.write.ts'
import { PLAN_VISITS } from '../terms.ts'
import { KEEP_FEEDS, type FeedExpectation, type FeedSettings } from '../terms/feed.ts'
import { feedsOf } from './see-feeds.ts'

/** Says when a provider's visit records are expected; null for never. Throws `NotFound`. */
export async function setFeedExpectation(house: House, actor: Actor, input: { readonly providerId: string; readonly expectation: FeedExpectation | null }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, KEEP_FEEDS)
    await getProvider(work, input.providerId)
    await insertFeedExpectation(work.tx, input.providerId, input.expectation, { at: work.now, by: actor.name })
    work.audit({ kind: 'feed-expectation-set', subjectKind: 'provider', subjectId: input.providerId, detail: { ...(input.expectation ?? { cadence: 'none' }) } })
  })
}

/** Sets the weights of the score and when late records are chased. Throws `Refused` without a source. */
export async function setFeedSettings(house: House, actor: Actor, input: { readonly document: FeedSettings; readonly source: string }): Promise<void> {
  await write(house, actor, async (work) => {
    need(actor, KEEP_FEEDS)
    if (input.source.trim() === '') throw new Refused('source', 'Enter where the numbers come from', 'source')
    await insertFeedSettings(work.tx, input.document, input.source.trim(), { at: work.now, by: actor.name })
    work.audit({ kind: 'feed-settings-set', subjectKind: 'setting', subjectId: 'feeds', detail: { ...input.document.weights } })
  })
}

/** Reminds providers of visit records that are late, and tells the council of those that stay out; each once a missing day. For the job: safe to run twice. Answers how many messages. */
export async function chaseFeeds(house: House, actor: Actor): Promise<number> {
  if ((await read(house, actor, chasesDue)).length === 0) return 0
  return write(house, actor, async (work) => {
    need(actor, PLAN_VISITS)
    let told = 0
    for (const { providerId, providerName, missingOn, kind } of await chasesDue(work)) {
      if (!(await insertFeedChase(work.tx, { providerId, missingOn, kind, at: work.now }))) continue
      const to = kind === 'reminder' ? ({ organisationId: providerId, role: 'provider-coordinator' } as const) : ({ organisationId: null, role: 'quality-officer' } as const)
      await notify(work, to, kind === 'reminder' ? 'feed-late' : 'feed-missing', { provider: providerName, from: wordsForDate(missingOn), link: `/feeds/${providerId}` })
      told += 1
    }
    work.audit({ kind: 'feeds-chased', subjectKind: 'date', subjectId: work.today.toString(), detail: { told } })
    return told
  })
}

async function chasesDue(work: Work) {
  const settings = (await findFeedSettings(work.tx))?.document ?? FEED_SETTINGS
  const told = new Set((await listFeedChases(work.tx)).map((each) => `${each.providerId} ${each.missingOn} ${each.kind}`))
  return (await feedsOf(work)).flatMap(({ feed: { providerId, providerName, firstMissingOn, hoursLate } }) =>
    firstMissingOn === null || hoursLate === undefined
      ? []
      : feedChase(hoursLate, settings).flatMap((kind) => (told.has(`${providerId} ${firstMissingOn.toString()} ${kind}`) ? [] : [{ providerId, providerName, missingOn: firstMissingOn, kind }])))
}
