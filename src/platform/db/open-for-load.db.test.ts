import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { openTestHouse } from '../../../test/support/test-house.ts'
import { openForLoad } from './open-for-load.ts'

const house = await openTestHouse()
after(() => house.close())

test('A load whose references all hold is accepted; one that leaves a row without what it refers to is refused by the name of the reference', async () => {
  await sql`create table shelf (row int, place int, primary key (row, place))`.execute(house.db)
  await sql`create table book (title text, row int, place int, constraint book_on_shelf foreign key (row, place) references shelf)`.execute(house.db)
  const load = await openForLoad(house.db, house.url, 1)
  try {
    await sql`insert into book values ('Atlas', 1, 2), ('Lent out', null, null)`.execute(load.db).catch(() => undefined)
    await sql`insert into shelf values (1, 2)`.execute(load.db)
    await load.finish()
    await assert.rejects(async () => {
      await sql`insert into book values ('Lost', 3, 4)`.execute(load.db)
      await load.finish()
    }, /book_on_shelf/)
  } finally {
    await load.db.destroy()
  }
})
