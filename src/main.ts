import { Command } from 'commander'
import { addAssign } from './commands/assign.ts'
import { addCheck } from './commands/check.ts'
import { addPrice } from './commands/price.ts'
import { addWhatif } from './commands/whatif.ts'
import { addAudit } from './commands/audit.ts'
import { addBackup } from './commands/backup.ts'
import { addDemo } from './commands/demo.ts'
import { exitCodeFor } from './commands/exit.ts'
import { addImport } from './commands/import.ts'
import { addMigrate } from './commands/migrate.ts'
import { addPay } from './commands/pay.ts'
import { addReport } from './commands/report.ts'
import { addRestore } from './commands/restore.ts'
import { addServe } from './commands/serve.ts'
import { addStory } from './commands/story.ts'
import { addWeb } from './commands/web.ts'
import { addWorker } from './commands/worker.ts'

// Each command names itself in a small file and loads what it needs only when it is called.
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
