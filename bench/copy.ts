import type pg from 'pg'

/** What pg's connection offers for COPY; its published types leave these three out. */
interface CopyConnection {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

const CHUNK_BYTES = 1 << 20

/** Runs `copy … from stdin` with these bytes, as `psql \copy` does. */
export async function copyIn(client: pg.Client, statement: string, bytes: Buffer): Promise<void> {
  await copy(client, statement, {
    handleCopyInResponse: (connection) => {
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES) connection.sendCopyFromChunk(bytes.subarray(at, at + CHUNK_BYTES))
      connection.endCopyFrom()
    },
  })
}

/** Runs `copy … to stdout` and answers what came. */
export async function copyOut(client: pg.Client, statement: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  await copy(client, statement, { handleCopyData: (message) => void chunks.push(Buffer.from(message.chunk)) })
  return Buffer.concat(chunks)
}

function copy(client: pg.Client, statement: string, handlers: { handleCopyInResponse?: (connection: CopyConnection) => void; handleCopyData?: (message: { chunk: Buffer }) => void }): Promise<void> {
  return new Promise((resolve, reject) => {
    let fault: Error | undefined
    const submittable = {
      submit: (connection: unknown) => {
        ;(connection as CopyConnection).query(statement)
      },
      handleError: (error: Error) => {
        fault = error
        reject(error)
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => {
        if (fault === undefined) resolve()
      },
      ...handlers,
    }
    client.query(submittable)
  })
}
