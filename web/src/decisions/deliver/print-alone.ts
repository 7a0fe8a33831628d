/** Prints one element and nothing else of the page: what it says may not be in an address, and is shown once. */
const ALONE = 'print-alone'

export function printAlone(element: HTMLElement): void {
  const copy = element.cloneNode(true) as HTMLElement
  copy.classList.add(ALONE)
  document.body.append(copy)
  document.documentElement.classList.add(ALONE)
  const end = () => {
    document.documentElement.classList.remove(ALONE)
    copy.remove()
  }
  window.addEventListener('afterprint', end, { once: true })
  window.print()
}
