/** What a page may say and offer about the two books of a fund, from what the server shows. Pure. */
import type { AccountDoor, Book, BuildingBooks } from '@changxin/shared/repair-fund'

const openIn = ({ books }: BuildingBooks, book: Book) => books.find((one) => one.book === book)?.accounts ?? 0
const NONE = { commercial: 0, publicHousing: 0, sellersFen: 0 }

export function wholeOf(buildings: readonly BuildingBooks[]): typeof NONE {
  return buildings.reduce(
    (sum, building) => ({
      commercial: sum.commercial + openIn(building, 'commercial'),
      publicHousing: sum.publicHousing + openIn(building, 'public-housing'),
      sellersFen: building.sellers.reduce((fen, { balanceFen }) => fen + balanceFen, sum.sellersFen),
    }),
    NONE,
  )
}

/** What is still to be done before works in the building can be shared between its sellers and its owners. */
export function gapOf(building: BuildingBooks): 'no-seller' | 'no-homes' | null {
  const hasHomes = openIn(building, 'public-housing') > 0
  if (hasHomes === building.sellers.length > 0) return null
  return hasHomes ? 'no-seller' : 'no-homes'
}

/** How many accounts of a building may still go into `book`. */
export function freeFor(building: BuildingBooks, book: Book): number {
  return building.books.reduce((sum, one) => (one.book === book ? sum : sum + one.free), 0)
}

/** By what became of each door if all that may change into `book` do. */
export function doorsFor(doors: readonly AccountDoor[], book: Book) {
  const open = doors.filter(({ closedOn }) => closedOn === null)
  const elsewhere = open.filter((door) => door.book !== book)
  return {
    can: elsewhere.filter(({ entries }) => entries === 0),
    already: open.length - elsewhere.length,
    used: elsewhere.filter(({ entries }) => entries > 0).length,
    closed: doors.length - open.length,
  }
}

/** Buildings that need one come first; in the others somebody may have sold homes too. */
export function buildingForSeller(buildings: readonly BuildingBooks[]): BuildingBooks | undefined {
  return buildings.find((one) => gapOf(one) === 'no-seller') ?? buildings[0]
}

/** One organisation usually sold every building; with several nobody can know which. */
export function likelySeller(buildings: readonly BuildingBooks[], buildingId: string): string {
  const names = new Set(buildings.flatMap(({ sellers }) => sellers.map(({ name }) => name)))
  const here = buildings.find(({ id }) => id === buildingId)?.sellers ?? []
  const [only = ''] = names
  return names.size === 1 && here.length === 0 ? only : ''
}

/** A share of the proceeds in whole fen, half a fen up; the paper that was paid by may say a fen else, then it is typed. */
export function shareOfProceeds(proceedsFen: number, percent: number): number {
  return Number((BigInt(proceedsFen) * BigInt(percent) + 50n) / 100n)
}
