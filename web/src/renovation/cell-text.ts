/** Where a figure stands, as the importer noted it (`line 7, area_10k_m2`, `lines 2–19 (18 rows)`), in the reader's words. */
type Words = (key: string, values?: Record<string, unknown>) => string

export function cellText(cell: string, t: Words): string {
  return cell
    .replace(/^lines? (\d+(?:–\d+)?)/, (_, n: string) => t('renovation.row.line', { n }))
    .replace(/\((\d+) rows?\)/, (_, n: string) => `(${t('renovation.plans.rowsText', { n })})`)
}
