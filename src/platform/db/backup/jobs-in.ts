import type { Readable, Transform } from 'node:stream'
import type pg from 'pg'
import { JOBS, quoted, type KeptTable } from './kept-tables.read.ts'
import { copyIn } from './table-rows.ts'

/**
 * Takes the jobs of a backup into a queue that was made for this version. A job may be of a queue that nobody has made here: the clock's own, which only a
 * program that runs by the clock makes, or one that this version has no more. Every queue that a job names is made first; else none of the jobs could come in.
 */
export async function copyJobsIn(client: pg.Client, table: Pick<KeptTable, 'table' | 'columns'>, stages: readonly [Readable, ...Transform[]]): Promise<void> {
  const columns = table.columns.map((column) => quoted(column)).join(', ')
  await client.query(`create temporary table waiting_job (like ${JOBS}) on commit drop`)
  await copyIn(client, { table: 'pg_temp.waiting_job', columns: table.columns }, stages)
  await client.query(`select pgboss.create_queue(w.name, '{"policy": "standard"}') from (select distinct name from waiting_job where name not in (select name from pgboss.queue)) w`)
  await client.query(`insert into ${JOBS} (${columns}) select ${columns} from waiting_job`)
}
