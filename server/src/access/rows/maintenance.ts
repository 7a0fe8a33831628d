/** Who may do what in maintenance. */
import { type AccessRows, atWork, desk, seers, seersAnywhere, staff, ticketSeers } from '../rules.ts'

export const maintenanceRows: AccessRows = {
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
}
