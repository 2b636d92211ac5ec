/** A clock time as files write it: 07:31, or 07:31:20 when it has seconds. */
export function clockText(second: number): string {
  const [hours, minutes, seconds] = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60]
  const text = `${two(hours)}:${two(minutes)}`
  return seconds === 0 ? text : `${text}:${two(seconds)}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
