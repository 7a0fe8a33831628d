/** `(2) 报修 · 常新`: how many wait, in the title of the tab, whatever the page calls itself meanwhile. */
export function withCount(title: string, count: number): string {
  const plain = title.replace(/^\(\d+\) /, '')
  return count > 0 ? `(${count}) ${plain}` : plain
}

/** Those that were not there before; nothing is new about what the first look shows. */
export function arrived(before: readonly string[] | undefined, now: readonly string[]): string[] {
  return before === undefined ? [] : now.filter((id) => !before.includes(id))
}
