/** Pounds for CSV: 1234.56. */
export function poundsFigure(pence: number): string {
  const whole = Math.abs(pence)
  return `${pence < 0 ? '-' : ''}${String(Math.floor(whole / 100))}.${String(whole % 100).padStart(2, '0')}`
}
