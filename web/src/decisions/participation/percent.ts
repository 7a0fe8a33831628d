/** Households that answered, in whole percent, rounded down: it says 100 only when all have. */
export function percentOf({ answered, households }: { readonly answered: number; readonly households: number }) {
  return households === 0 ? 0 : Math.floor((100 * answered) / households)
}
