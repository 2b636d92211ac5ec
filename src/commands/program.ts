import { Command } from 'commander'
import { addAssign } from './assign.ts'
import { addCheck } from './check.ts'
import { addPrice } from './price.ts'
import { addWhatif } from './whatif.ts'
import { addAudit } from './audit.ts'
import { addBackup } from './backup.ts'
import { addDemo } from './demo.ts'
import { exitCodeFor } from './exit.ts'
import { addImport } from './import.ts'
import { addMigrate } from './migrate.ts'
import { addPay } from './pay.ts'
import { addReport } from './report.ts'
import { addRestore } from './restore.ts'
import { addServe } from './serve.ts'
import { addStory } from './story.ts'
import { addWeb } from './web.ts'
import { addWorker } from './worker.ts'

/** Runs the command line. Each command names itself in a small file and loads what it needs only when it is called. */
export async function runProgram(): Promise<void> {
  const program = new Command('tendwell')
    .description('Arrange, buy, check and pay for care in people’s homes')
    .exitOverride()
    .showHelpAfterError('Add --help to see how it is used.')
    .addHelpText('after', '\nEnds with 0 when done, 1 when the input was refused, 2 when used wrongly, 3 when something outside is wrong.\ndocs/settings.md lists the settings.')
  for (const add of [addServe, addWeb, addWorker, addMigrate, addDemo, addImport, addPay, addReport, addStory, addAssign, addCheck, addPrice, addWhatif, addAudit, addBackup, addRestore]) add(program)
  try {
    await program.parseAsync()
  } catch (error) {
    process.exitCode = exitCodeFor(error)
  }
}
