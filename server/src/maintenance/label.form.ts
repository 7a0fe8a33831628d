/** Serves the form behind a label to whoever scans it, without a login: opened, photos added, sent, followed. */
import { Readable } from 'node:stream'
import { FILE_PART, filesErrors, MAX_FILE_BYTES } from '@changxin/shared/files'
import { instantOf, Rejected } from '@changxin/shared/kernel'
import { FORM_MINUTES, labelApi, labelErrors, type RequestCommand, requestDecider } from '@changxin/shared/maintenance'
import { sessionSecretOf } from '../access/session-cookie.ts'
import { inputHashOf } from '../commands/derive.ts'
import { answerOf, type CommandContext, type FeatureDeps, type Served, serveCommand, serveQuery } from '../feature.ts'
import { requireFilesOf, storeFile } from '../files/index.ts'
import { addressKeyOf } from '../http/address-key.ts'
import { Labels } from './label.aggregate.ts'
import { callerIdOf, registerCaller } from './label.caller.ts'
import { createLabelLimit, type LabelLimit } from './label.limit.ts'
import { isPictureOrHeic } from './label.picture.ts'
import { followUpView, type KnownLabel, labelInUse, labelView } from './label.queries.ts'
import { createLabelSeals, followUpHashOf, type LabelSeals, type OpenedForm } from './label.secrets.ts'
import { createPhotoSweep } from './label.sweep.ts'
import { Requests } from './maintenance.aggregates.ts'
import { reportFacts } from './maintenance.routes.ts'
import { numberOf } from './request.steps.ts'

const { reject } = labelErrors

interface Parts extends FeatureDeps {
  readonly seals: LabelSeals
  readonly limit: LabelLimit
  readonly sweep: () => Promise<void>
}

const addressOf = ({ request }: CommandContext) => addressKeyOf(request.ip)

/** Withdrawn counts from its commit on, not only from when the views know it. */
async function labelOf({ views, store }: CommandContext, code: string): Promise<KnownLabel> {
  const label = views.peek((read) => labelInUse(read, code))
  const { state } = await store.load(Labels, label.labelId)
  if (state?.withdrawn) throw reject('label-withdrawn')
  return label
}

/** Throws `label-form-wrong` for a token that was not made for this label here, `label-form-expired` after its time. */
function openedForm({ seals, nowMs }: Parts, code: string, token: string): OpenedForm {
  const form = seals.formOf(code, token)
  if (!form) throw reject('label-form-wrong', { field: 'token' })
  if (form.expiresAtMs <= nowMs()) throw reject('label-form-expired', { field: 'token', minutes: FORM_MINUTES })
  return form
}

const serveLabel = () =>
  serveQuery(labelApi.label, {
    reads: ['maintenance_label_label', 'maintenance_request', 'maintenance_keywords_rule'],
    sameForScope: true,
    subject: () => ({}),
    run: ({ read }, { code }) => labelView(read, code),
  })

const serveOpen = ({ seals, limit, nowMs }: Parts) =>
  serveCommand(labelApi.openForm, {
    subject: () => ({}),
    async handle(context, { params: { code } }) {
      limit.openForm(addressOf(context))
      await labelOf(context, code)
      const { token, expiresAtMs } = seals.openForm(code, context.commandId, nowMs())
      return { token, expiresAt: instantOf(expiresAtMs) }
    },
  })

const servePhoto = (parts: Parts) =>
  serveCommand(labelApi.addPhoto, {
    subject: () => ({}),
    // The bytes are read by the handler, after the form is known to be open.
    multipart: async () => ({}),
    async handle(context, { params: { code, token } }) {
      if (!context.request.isMultipart()) throw new Rejected('unsupported-type')
      const { formId } = openedForm(parts, code, token)
      await labelOf(context, code)
      parts.limit.addPhoto(addressOf(context))
      const bytes = await pictureIn(context)
      const giveBack = parts.limit.takeRoom(formId, bytes.length)
      try {
        await parts.sweep()
        const { file, executed } = await storeFile(context, parts.files, {
          source: Readable.from([bytes]),
          uploaderId: formId,
          action: labelApi.addPhoto.action,
          channel: 'label',
        })
        if (executed.hit) giveBack()
        return { ...answerOf(file.sha256, executed), sha256: file.sha256 }
      } catch (error) {
        giveBack()
        throw error
      }
    },
  })

/** Read whole, because a form takes little: nothing else than a picture is kept of somebody whom nobody knows. */
async function pictureIn({ request }: CommandContext): Promise<Buffer> {
  const part = await request.file({ limits: { files: 1, fileSize: MAX_FILE_BYTES } })
  if (part?.fieldname !== FILE_PART) {
    part?.file.resume()
    throw filesErrors.reject('file-missing')
  }
  const bytes = await part.toBuffer()
  if (!isPictureOrHeic(bytes)) throw reject('label-photos-only')
  return bytes
}

const serveReport = (parts: Parts) =>
  serveCommand(labelApi.report, {
    subject: () => ({}),
    async handle(context, { params: { code }, body }) {
      const { token, caller, ...told } = body
      const { formId } = openedForm(parts, code, token)
      const { labelId, compoundId, place } = await labelOf(context, code)
      parts.limit.report(addressOf(context), code)
      await requireFilesOf({ actor: formId, store: context.store, views: context.views }, told.files)
      const requestId = context.newId()
      const at = context.receivedAt
      const reporterId = caller ? callerIdOf(context) : (context.principal?.personId ?? null)
      const by = reporterId ?? context.actor
      const command: RequestCommand = {
        type: 'ReportRequest',
        requestId,
        ...told,
        place,
        reporterId,
        at,
        receivedAt: at,
        by,
      }
      const facts = () => reportFacts(context, compoundId, place)
      // What is refused must leave no number behind.
      requestDecider.decide(command, requestDecider.initial, await facts())
      if (caller) await registerCaller(context, caller)
      const meta = {
        ...context.meta({ channel: 'label', ...(caller ? { onBehalfOf: by } : {}) }),
        // The token too: a report that is sent again after a new scan is still the same.
        inputHash: inputHashOf(`${labelApi.report.action} ${code}`, told),
      }
      const reported = await context.execute(Requests, requestId, { command, facts, meta })
      const followUp = parts.seals.followUpOf(requestId)
      const used = await context.store.execute(Labels, labelId, {
        meta,
        command: { type: 'UseLabel', requestId, followUpHash: followUpHashOf(followUp) },
      })
      if (used.position !== null) await context.views.waitFor(used.position)
      const number = context.views.peek((read) => numberOf(read, requestId))
      return { id: requestId, revision: reported.revision, position: used.position, number, followUp }
    },
  })

const serveFollowUp = () =>
  serveQuery(labelApi.followUp, {
    reads: ['maintenance_label_use', 'maintenance_request'],
    sameForScope: true,
    subject: () => ({}),
    run: ({ read }, { secret }) => followUpView(read, secret),
  })

export function labelFormServed(deps: FeatureDeps): readonly Served[] {
  const seals = createLabelSeals(sessionSecretOf(deps.config))
  const parts: Parts = { ...deps, seals, limit: createLabelLimit(deps), sweep: createPhotoSweep(deps) }
  return [serveLabel(), serveOpen(parts), servePhoto(parts), serveReport(parts), serveFollowUp()]
}
