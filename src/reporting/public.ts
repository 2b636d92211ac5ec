export { weeklyReport } from './actions/weekly-report.ts'
export { weeklyTables } from './pages/weekly/tables.ts'
export { weeklyDocument, weeklyDocumentOf } from './rules/weekly-document.ts'
