import type { Command } from 'commander'
import { EXIT } from './exit.ts'

/** `tendwell audit verify`: proves that the trail is whole. */
export function addAudit(program: Command): void {
  const audit = program.command('audit').description('the audit trail')
  audit
    .command('verify')
    .description('check that no event of the audit trail was changed or removed')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  tendwell audit verify --json\n\nEnds with 0 when the trail is whole and with 1 when it is not.')
    .action(async (options: { json?: true }) => {
      const [{ loadConfig }, { openHouse }, { verifyChain }] = await Promise.all([import('../platform/config/config.ts'), import('./open-house.ts'), import('../platform/audit/verify.read.ts')])
      const open = await openHouse(loadConfig(process.env), { purpose: 'audit' })
      try {
        const check = await verifyChain(open.house.db)
        if (options.json === true) console.log(JSON.stringify(check))
        else if (check.whole) console.log(`The audit trail is whole: ${String(check.events)} events. Newest hash: ${check.newestHash ?? 'none'}.`)
        else console.log(`The audit trail is broken at event ${String(check.brokenAt)}: it does not follow from the ${String(check.events)} events before it.`)
        if (!check.whole) process.exitCode = EXIT.refused
      } finally {
        await open.close()
      }
    })
}
