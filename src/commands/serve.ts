import type { Command } from 'commander'

/** `tendwell serve`: everything, with the worker in a process of its own. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('run everything: the database, the web server and the worker')
    .option('--demonstration', 'with an invented council and a sign-in that lets anybody in')
    .option('--fresh', 'throw away the built-in database first and begin again')
    .addHelpText('after', '\nExamples:\n  tendwell serve --demonstration          try Tendwell with an invented council\n  tendwell serve --demonstration --fresh  begin again\n  DATABASE_URL=postgres://… tendwell serve  with the council\'s own database and sign-in')
    .action(async (options: { demonstration?: true; fresh?: true }) => {
      const { serveHouse } = await import('./serve-house.ts')
      await serveHouse(options)
    })
}
