/** Who may do what with committees, demands, consultations and surveys: the owners' side of decisions beside voting. */
import { type AccessRows, type AccessRule, desk, seers, seersAnywhere } from '../rules.ts'

const here: readonly AccessRule[] = ['resident@home-compound', ...seers]
/** The community keeps the papers; who manages the compound has no part in what the owners ask for. */
const keepers: readonly AccessRule[] = ['clerk@within', 'overseer@within', 'administrator@within']
const committee: readonly AccessRule[] = ['committee@within', 'clerk@within', 'administrator@within']

export const participationRows: AccessRows = {
  'decisions.participation-rules': here,
  'decisions.adopt-participation-rule': ['overseer@within', 'administrator@within'],
  'decisions.committee': here,
  'decisions.committee-meetings': here,
  'decisions.record-committee': keepers,
  'decisions.vacate-seat': keepers,
  'decisions.file-committee': keepers,
  'decisions.start-reelection': keepers,
  'decisions.give-offices': committee,
  'decisions.hold-first-meeting': committee,
  'decisions.call-committee-meeting': committee,
  'decisions.cancel-committee-meeting': committee,
  'decisions.record-resolution': committee,
  'decisions.post-resolution': committee,
  // Overdue ones are for the subdistrict to see across its compounds.
  'decisions.demands': ['resident@any', 'resident@home-compound', ...seersAnywhere],
  'decisions.demand': here,
  'decisions.open-demand': ['resident@checked-unit', 'clerk@within', 'administrator@within'],
  'decisions.join-demand': ['resident@checked-unit'],
  'decisions.leave-demand': ['resident@checked-unit', 'clerk@within', 'administrator@within'],
  'decisions.sign-demand': ['clerk@within', 'administrator@within'],
  'decisions.count-demand': ['clerk@within', 'administrator@within'],
  'decisions.close-demand': ['clerk@within', 'administrator@within'],
  'decisions.consultations': here,
  'decisions.consultation': here,
  // What neighbours said stays with those who work on it; everybody sees the counts.
  'decisions.opinions': ['committee@within', 'auditor@within', ...keepers],
  'decisions.send-down': keepers,
  'decisions.record-outreach': keepers,
  'decisions.give-opinion': ['resident@home-unit', 'clerk@within', 'administrator@within'],
  'decisions.count-papers': keepers,
  'decisions.sum-up': keepers,
  'decisions.record-review': keepers,
  'decisions.post-final': keepers,
  'decisions.finish-consultation': keepers,
  'decisions.surveys': here,
  'decisions.survey': here,
  'decisions.survey-missing': ['worker@within', 'committee@within', 'overseer@within', ...desk],
  'decisions.export-survey': ['overseer@within', ...desk],
  'decisions.open-survey': ['overseer@within', ...desk],
  'decisions.answer-survey': ['resident@home-unit', 'worker@within', 'committee@within', ...desk],
  'decisions.close-survey': ['overseer@within', ...desk],
}
