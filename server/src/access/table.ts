/**
 * The one access table: every command, query and live query, and who may use it. Deny by default: an action without a
 * row is refused, and a test fails on it. `npm run access` prints it as a matrix.
 *
 * `role@within`: the role, in a scope that covers the subject. `role@any`: holding the role anywhere (lists are then cut
 * to the scopes). `resident@home-compound | home-unit | checked-unit`: by relation to a unit, for what began since it did;
 * `checked-unit` needs a checked owner; `resident@common-area`: in the compound, and the matter is inside nobody's unit. `person@self`: whoever
 * the matter is about; of these `person@reporter` wants it done, `person@assignee` does it: nobody confirms their own
 * work, and nobody takes a neighbour's job. `person@helper` comes along, `person@follower` waits for it too.
 * `manager@community`: granted for the whole community, as the service centre's is; not the operator's own.
 * `link@job`: whoever came by a one-purpose link for the one thing that it is about, and for nothing else.
 * `manager@any-community`: such a grant anywhere (lists are then cut to it).
 */
import type { Role } from '@changxin/shared/people'
import type { LinkPurpose } from './one-purpose-link.ts'

export type AccessRule =
  | 'public'
  | 'signed-in'
  | `person@${'self' | 'reporter' | 'assignee' | 'helper' | 'follower'}`
  | `resident@${'any' | 'home-compound' | 'common-area' | 'home-unit' | 'checked-unit'}`
  | `manager@${'community' | 'any-community'}`
  | `link@${LinkPurpose}`
  | `${Exclude<Role, 'resident'>}@${'within' | 'any'}`

const desk: readonly AccessRule[] = ['manager@within', 'clerk@within', 'administrator@within']
const atWork: readonly AccessRule[] = ['person@assignee', 'person@helper', 'worker@within', ...desk]
const staff: readonly AccessRule[] = ['worker@within', 'committee@within', ...desk]
const seers: readonly AccessRule[] = [...staff, 'overseer@within', 'auditor@within']
const seersAnywhere: readonly AccessRule[] = [
  'worker@any',
  'committee@any',
  'manager@any',
  'clerk@any',
  'administrator@any',
  'overseer@any',
  'auditor@any',
]
const ticketSeers: readonly AccessRule[] = [
  'manager@any',
  'clerk@any',
  'administrator@any',
  'overseer@any',
  'auditor@any',
]

export const accessTable: Readonly<Record<string, readonly AccessRule[]>> = {
  // people
  'people.welcome': ['public'],
  'people.set-up': ['public'],
  'people.sign-in': ['public'],
  'people.sign-out': ['signed-in'],
  'people.me': ['signed-in'],
  'people.change-password': ['signed-in'],
  'people.list': ['administrator@any', 'clerk@any', 'manager@any'],
  'people.register': ['administrator@any', 'clerk@any', 'manager@any'],
  'people.grant-role': ['administrator@within'],
  'people.revoke-role': ['administrator@within'],
  'people.erase': ['administrator@within'],
  // places
  'places.regions': ['signed-in'],
  'places.register-region': ['administrator@within'],
  'places.compounds': ['resident@any', 'resident@home-compound', ...seersAnywhere],
  'places.register-compound': ['administrator@within', 'overseer@within', 'clerk@within'],
  'places.compound': ['resident@home-compound', ...seers],
  'places.accept-renovation': ['administrator@within', 'overseer@within'],
  'places.register-buildings': [...desk],
  'places.register-units': [...desk],
  'places.record-floor-area': [...desk],
  'places.register-common-parts': [...desk],
  'places.units': [...seers],
  'places.unit': ['resident@home-unit', ...seers],
  'places.relations': ['clerk@within', 'manager@within', 'administrator@within'],
  'places.record-relation': ['clerk@within', 'manager@within', 'administrator@within'],
  'places.end-relation': ['clerk@within', 'manager@within', 'administrator@within'],
  'places.story': ['resident@home-compound', ...seers],
  // renovation
  'renovation.import-plan': ['administrator@any', 'overseer@any'],
  'renovation.imports': ['administrator@any', 'overseer@any', 'auditor@any'],
  'renovation.plan-rows': ['administrator@any', 'overseer@any', 'auditor@any'],
  'renovation.findings': ['administrator@any', 'overseer@any', 'auditor@any'],
  'renovation.choose-figure': ['administrator@any', 'overseer@any'],
  // management
  'management.history': ['resident@home-compound', ...seers],
  'management.adopt': ['clerk@within', 'overseer@within', 'administrator@within'],
  'management.operators': ['signed-in'],
  'management.register-operator': ['overseer@any', 'administrator@any'],
  // maintenance
  'maintenance.report': ['resident@home-compound', ...staff],
  'maintenance.requests': ['resident@any', ...seersAnywhere],
  'maintenance.request': ['person@self', 'person@helper', 'person@follower', 'resident@home-unit', ...seers],
  'maintenance.steps': ['person@self', 'person@helper', 'person@follower', 'resident@home-unit', ...seers],
  'maintenance.accept': [...desk],
  'maintenance.reject': [...desk],
  'maintenance.assign': [...desk],
  'maintenance.merge': [...desk],
  'maintenance.close': [...desk],
  'maintenance.costs': [...desk],
  'maintenance.tell': [...desk],
  // Who shall call or go there; every look at the number is recorded.
  'maintenance.phone': ['person@assignee', 'person@helper', ...desk],
  // Those who may be assigned.
  'maintenance.grab': ['worker@within', 'manager@within'],
  'maintenance.transfer': ['person@assignee', ...desk],
  // The desk assigns somebody else instead.
  'maintenance.hand-back': ['person@assignee'],
  'maintenance.start': [...atWork],
  'maintenance.pause': [...atWork],
  'maintenance.resume': [...atWork],
  'maintenance.complete': [...atWork],
  // Whose home it is says whether it is fixed, also of what a worker noticed there.
  'maintenance.confirm': ['person@reporter', 'resident@home-unit', ...desk],
  'maintenance.partly-fixed': ['person@reporter', 'resident@home-unit', ...desk],
  'maintenance.reopen': ['person@reporter', 'resident@home-unit', ...desk],
  'maintenance.cancel': ['person@reporter', ...desk],
  // What is inside another's unit concerns no neighbour.
  'maintenance.follow': ['resident@common-area', 'resident@home-unit'],
  // The desk for the reporter who calls.
  'maintenance.urge': ['person@reporter', 'person@follower', 'resident@common-area', 'resident@home-unit', ...desk],
  // Whoever did the work does not ask how it was.
  'maintenance.visit': ['manager@community', 'clerk@within', 'administrator@within'],
  'maintenance.visits': ['manager@any-community', 'clerk@any', 'administrator@any'],
  'maintenance.notes': ['person@self', 'person@helper', 'worker@within', ...desk],
  // Whoever may see the request may see who answers for it; where residents manage themselves their committee decides.
  'maintenance.liability': ['person@self', 'person@helper', 'person@follower', 'resident@home-unit', ...seers],
  'maintenance.decide-liability': ['committee@within', ...desk],
  'maintenance.assignees': [...desk],
  // The desk sends a contractor from outside; whoever holds the link sees and does that one job.
  'maintenance.give-job-link': [...desk],
  'maintenance.revoke-job-link': [...desk],
  'maintenance.job-links': [...desk],
  'maintenance.contractors': [...desk],
  'maintenance.job': ['link@job'],
  'maintenance.start-job': ['link@job'],
  'maintenance.complete-job': ['link@job'],
  'maintenance.hand-back-job': ['link@job'],
  // Cut to each person's own and to what their roles answer for.
  'maintenance.alerts': ['signed-in'],
  'maintenance.see-alerts': ['signed-in'],
  // What people are promised is no secret; who answers for the place promises it.
  'maintenance.targets': ['signed-in'],
  'maintenance.adopt-targets': ['administrator@within', 'overseer@within'],
  // Suggestions are made in the browser, for whoever reports.
  'maintenance.keywords': ['signed-in'],
  'maintenance.adopt-keywords': ['administrator@any', 'overseer@any'],
  // Labels on the walls: the desk hangs them up; anybody who scans one reports, and follows what they reported.
  'maintenance.labels': [...desk],
  'maintenance.issue-labels': [...desk],
  'maintenance.withdraw-label': [...desk],
  'maintenance.label': ['public'],
  'maintenance.open-form': ['public'],
  'maintenance.add-form-photo': ['public'],
  'maintenance.report-by-label': ['public'],
  'maintenance.follow-up': ['public'],
  'maintenance.near': ['resident@home-compound', ...seers],
  'maintenance.repeats': ['person@self', 'person@helper', 'person@follower', 'resident@home-unit', ...seers],
  'maintenance.stats': [...seersAnywhere],
  // Official tickets: who keeps the desk enters what the platform says; residents are answered on the platform.
  'maintenance.tickets': [...ticketSeers],
  'maintenance.ticket': ['overseer@within', 'auditor@within', ...desk],
  'maintenance.request-tickets': ['overseer@within', 'auditor@within', ...desk],
  'maintenance.receive-ticket': ['overseer@within', ...desk],
  'maintenance.place-ticket': ['overseer@within', ...desk],
  'maintenance.link-ticket': [...desk],
  'maintenance.transfer-ticket': [...desk],
  'maintenance.answer-ticket': [...desk],
  'maintenance.move-ticket-deadline': ['overseer@within', ...desk],
  'maintenance.return-ticket': ['overseer@within', ...desk],
  'maintenance.ticket-result': ['overseer@within', ...desk],
  'maintenance.close-ticket': ['overseer@within', ...desk],
  'maintenance.import-tickets': ['overseer@any', 'manager@any', 'clerk@any', 'administrator@any'],
  'maintenance.ticket-headers': ['overseer@any', 'manager@any', 'clerk@any', 'administrator@any'],
  'maintenance.export-tickets': [...ticketSeers],
  'maintenance.ticket-mappings': [...ticketSeers],
  'maintenance.save-ticket-mapping': ['overseer@any', 'manager@any', 'clerk@any', 'administrator@any'],
  // Supervision orders: overseers issue and close them off, who is in charge answers.
  'maintenance.supervision-orders': ['committee@any', ...ticketSeers],
  'maintenance.supervision-order': ['committee@within', 'overseer@within', 'auditor@within', ...desk],
  'maintenance.issue-supervision': ['overseer@within', 'administrator@within'],
  'maintenance.answer-supervision': ['committee@within', ...desk],
  'maintenance.return-supervision': ['overseer@within', 'administrator@within'],
  'maintenance.close-supervision': ['overseer@within', 'administrator@within'],
  // repair fund
  'repair-fund.unit': ['resident@checked-unit', 'committee@within', 'auditor@within', ...desk],
  'repair-fund.unit-entries': ['resident@checked-unit', 'committee@within', 'auditor@within', ...desk],
  'repair-fund.compound': ['resident@home-compound', 'committee@within', 'overseer@within', 'auditor@within', ...desk],
  'repair-fund.accounts': ['committee@within', 'auditor@within', ...desk],
  'repair-fund.open': ['manager@within', 'committee@within', 'clerk@within', 'administrator@within'],
  'repair-fund.contribute': ['manager@within', 'committee@within', 'clerk@within', 'administrator@within'],
  'repair-fund.reverse': ['committee@within', 'clerk@within', 'administrator@within'],
  // facilities
  'facilities.looks': ['resident@home-compound', ...seers],
  'facilities.record-look': ['overseer@within', ...staff],
  // oversight
  'oversight.overview': [...seersAnywhere],
  'oversight.recent': [...seersAnywhere],
  'oversight.freshness-curve': [...seersAnywhere],
  'oversight.freshness': ['resident@home-compound', ...seers],
  'oversight.freshness-definition': ['signed-in'],
  // ledger
  'ledger.checkpoints': ['signed-in'],
  'ledger.checkpoint-keys': ['signed-in'],
  // files
  'files.upload': ['signed-in', 'link@job'],
  'files.file': ['signed-in', 'link@job'],
}
