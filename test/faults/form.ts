/** True where campaigns run in their long form, as `npm run faults -- --long` asks; short otherwise, as in CI. */
export const IS_LONG = process.env['TENDWELL_TEST_FAULTS'] === 'long'
