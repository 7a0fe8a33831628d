/** Who may do what in repair-fund. */
import { type AccessRows, desk } from '../rules.ts'

export const repairFundRows: AccessRows = {
  'repair-fund.unit': ['resident@checked-unit', 'committee@within', 'auditor@within', ...desk],
  'repair-fund.unit-entries': ['resident@checked-unit', 'committee@within', 'auditor@within', ...desk],
  'repair-fund.compound': ['resident@home-compound', 'committee@within', 'overseer@within', 'auditor@within', ...desk],
  'repair-fund.accounts': ['committee@within', 'auditor@within', ...desk],
  'repair-fund.open': ['manager@within', 'committee@within', 'clerk@within', 'administrator@within'],
  'repair-fund.contribute': ['manager@within', 'committee@within', 'clerk@within', 'administrator@within'],
  'repair-fund.reverse': ['committee@within', 'clerk@within', 'administrator@within'],
}
