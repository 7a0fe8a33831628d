/** The pages of a fund under their four headings 收, 支, 账, 看: each part of the feature names its own here, in the order shown. */
export const FUND_HEADINGS = ['in', 'out', 'books', 'look'] as const
export type FundHeading = (typeof FUND_HEADINGS)[number]

export interface FundSection {
  readonly heading: FundHeading
  /** i18n key */
  readonly label: string
  readonly to: (compoundId: string) => string
  /** Shown to whoever may use this action. */
  readonly needs: string
  /** Also of a compound that has no fund. */
  readonly withoutFund?: boolean
}

export const fundSections: readonly FundSection[] = [
  {
    heading: 'in',
    label: 'repair-fund.income.title',
    to: (id) => `/compounds/${id}/fund/income`,
    needs: 'repair-fund.income',
  },
  {
    heading: 'in',
    label: 'repair-fund.imports.title',
    to: (id) => `/compounds/${id}/fund/imports`,
    needs: 'repair-fund.imports',
  },
  {
    heading: 'in',
    label: 'repair-fund.suspense.title',
    to: (id) => `/compounds/${id}/fund/suspense`,
    needs: 'repair-fund.suspense',
  },
  {
    heading: 'in',
    label: 'repair-fund.collections.title',
    to: (id) => `/compounds/${id}/collections`,
    needs: 'repair-fund.collections',
    withoutFund: true,
  },
  {
    heading: 'in',
    label: 'repair-fund.raisings.title',
    to: (id) => `/compounds/${id}/fund/raisings`,
    needs: 'repair-fund.raisings',
  },
  {
    heading: 'in',
    label: 'repair-fund.firstDeposits.title',
    to: (id) => `/compounds/${id}/fund/first-deposits`,
    needs: 'repair-fund.first-deposits',
  },
  {
    heading: 'out',
    label: 'repair-fund.section.withdrawals',
    to: (id) => `/compounds/${id}/fund/withdrawals`,
    needs: 'repair-fund.withdrawals',
  },
  {
    heading: 'out',
    label: 'repair-fund.section.smallExpenses',
    to: (id) => `/compounds/${id}/fund/small-expenses`,
    needs: 'repair-fund.small-expenses',
  },
  {
    heading: 'look',
    label: 'repair-fund.warnings.title',
    to: (id) => `/compounds/${id}/fund/warnings`,
    needs: 'repair-fund.warnings',
  },
  {
    heading: 'look',
    label: 'repair-fund.forecast.title',
    to: (id) => `/compounds/${id}/fund/forecast`,
    needs: 'repair-fund.forecast',
  },
  {
    heading: 'look',
    label: 'repair-fund.rules.title',
    to: () => '/fund-rules',
    needs: 'repair-fund.rules',
    withoutFund: true,
  },
  {
    heading: 'books',
    label: 'repair-fund.books.statements',
    to: (id) => `/compounds/${id}/fund/statements`,
    needs: 'repair-fund.statements',
  },
  {
    heading: 'books',
    label: 'repair-fund.income.asset.title',
    to: (id) => `/compounds/${id}/fund/assets`,
    needs: 'repair-fund.bonds',
  },
  {
    heading: 'books',
    label: 'repair-fund.closing.title',
    to: (id) => `/compounds/${id}/fund/reconciliation`,
    needs: 'repair-fund.reconciliations',
  },
  {
    heading: 'books',
    label: 'repair-fund.official.title',
    to: (id) => `/compounds/${id}/fund/official`,
    needs: 'repair-fund.official',
  },
  {
    heading: 'books',
    label: 'repair-fund.reversals.title',
    to: (id) => `/compounds/${id}/fund/reversals`,
    needs: 'repair-fund.reversals',
  },
  {
    heading: 'books',
    label: 'repair-fund.life.title',
    to: (id) => `/compounds/${id}/fund/life`,
    needs: 'repair-fund.account-change-proposals',
  },
]

/** What a person may open, by heading; headings with nothing below are left out. */
export function sectionsFor(
  hasFund: boolean,
  may: (action: string) => boolean,
  all: readonly FundSection[] = fundSections,
): { heading: FundHeading; sections: readonly FundSection[] }[] {
  const open = all.filter(({ needs, withoutFund }) => (hasFund || withoutFund) && may(needs))
  return FUND_HEADINGS.map((heading) => ({
    heading,
    sections: open.filter((section) => section.heading === heading),
  })).filter(({ sections }) => sections.length > 0)
}
