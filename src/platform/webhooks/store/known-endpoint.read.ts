import type { Tx } from '../../db/handles.ts'
import type { Endpoint } from '../terms.ts'
import { listEndpoints } from './endpoint.read.ts'

/** An endpoint of whichever organisation, for whoever sends to it. */
export async function findEndpointById(tx: Tx, id: string): Promise<Endpoint | undefined> {
  const row = await tx.selectFrom('webhooks.endpoint').select('organisation_id').where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : (await listEndpoints(tx, row.organisation_id, id))[0]
}
