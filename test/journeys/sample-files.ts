import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Answer } from '../access/ask.ts'
import type { Visitor } from '../access/visitor.ts'
import type { AccessWorld } from '../access/world.ts'
import { demoOpenData, demoRegister } from '../../dev/demo/open-data.ts'
import { demoProviders } from '../../dev/demo/providers.ts'
import { seededRandom } from '../../dev/demo/random.ts'

/** A file to send. */
export interface SampleFile {
  readonly name: string
  readonly bytes: Buffer
}

const EXAMPLES = join(import.meta.dirname, '../../docs/files/examples')

/** Files with good rows and bad ones for each form that takes files, by the route they are sent to. */
export const SAMPLE_FILES: Readonly<Record<string, () => Promise<SampleFile | readonly SampleFile[]>>> = {
  // The last provider's rating is one that the CQC does not give.
  '/providers/import': () => Promise.resolve(demoRegister(demoProviders(seededRandom(1)).slice(0, 6), Temporal.PlainDate.from('2026-02-20'), ({ index }) => (index === 5 ? 'Splendid' : 'Good'))),
  '/areas/import': () => {
    const postcodes = demoOpenData(seededRandom(1)).find((file) => file.name.includes('postcode'))
    if (postcodes === undefined) throw new Error('the demonstration has no postcodes')
    return Promise.resolve({ name: 'postcodes.csv', bytes: Buffer.concat([postcodes.bytes, Buffer.from('NOWHERE,91,0,none\r\n')]) })
  },
  '/referrals/import': () => example('referrals.csv', 'R-9,CS-9,Ann,Lee,,1 High Street,NN13,,,,,community,council,2026-03-01,,core,,,,,2026-03-04,Mon,8am,,30,1,no\r\n'),
  // It says that it is a PDF and is not.
  '/packages/:packageId/documents': () => Promise.resolve({ name: 'care-plan.pdf', bytes: Buffer.from('Care plan') }),
  // A picture by its bytes; the form says no more.
  '/placements/:placementId/variations/new': () => Promise.resolve({ name: 'note.png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) }),
  // It names a statement that is not there; the second breaks rules.
  '/invoices/new': async () => [
    { name: 'invoice.xml', bytes: await readFile(join(EXAMPLES, 'invoice.xml')) },
    { name: 'broken.xml', bytes: Buffer.from((await readFile(join(EXAMPLES, 'invoice.xml'), 'utf8')).replace('<cbc:ID>AHC-2026-031</cbc:ID>', '')) },
  ],
  // The last row has no hours.
  '/wage-floor/upload': () => example('wage-return.csv', '2026-01-12,2026-01-18,Night,0,0,0,0,1000,,\r\n'),
  // The second has headings that nobody has mapped yet.
  '/visit-files/preview': async () => [
    await example('visit-records.csv', 'BAD-1,first,,2026-02-30,=A2,24:00,25:00,done\r\n'),
    { name: 'rota.csv', bytes: Buffer.from('Call,Client,Day,Arrived,Left,Who\r\nA-1,P1,13/02/2026,07:30,08:00,W1\r\nA-2,P1,14/02/2026,07:31,08:02,W1\r\n') },
  ],
}

async function example(name: string, badRow: string): Promise<SampleFile> {
  return { name, bytes: Buffer.concat([await readFile(join(EXAMPLES, name)), Buffer.from(badRow)]) }
}

/** Sends a file as a browser's form would. */
export async function sendFile(world: AccessWorld, visitor: Visitor, url: string, file: SampleFile): Promise<Answer> {
  const boundary = 'a-boundary-of-forms'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\n${world.form.token}\r\n--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: text/csv\r\n\r\n`
  const answer = await world.app.inject({
    method: 'POST',
    url,
    cookies: { ...visitor.cookies, ...world.form.cookies },
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
  const { location } = answer.headers
  return { status: answer.statusCode, body: answer.body, location: typeof location === 'string' ? location : undefined }
}
