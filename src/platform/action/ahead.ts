/**
 * What a source makes, made ahead of whoever takes it: at once, and while one thing is looked at, up to `most` of the next are made. Nothing is left running when the
 * taking ends, however it ends.
 */
export function ahead<T>(source: AsyncGenerator<T, void, undefined>, most: number): AsyncGenerator<T, void, undefined> {
  const coming: Promise<IteratorResult<T, void>>[] = []
  const order = (): void => {
    const next = source.next()
    // What fails is met when its turn comes; until then it must not count as unhandled.
    next.catch(() => undefined)
    coming.push(next)
  }
  while (coming.length < most) order()
  return taken(source, coming, order)
}

async function* taken<T>(source: AsyncGenerator<T, void, undefined>, coming: Promise<IteratorResult<T, void>>[], order: () => void): AsyncGenerator<T, void, undefined> {
  try {
    for (let next = await coming.shift(); next !== undefined && next.done !== true; next = await coming.shift()) {
      order()
      yield next.value
    }
  } finally {
    await Promise.allSettled(coming)
    await source.return()
  }
}
