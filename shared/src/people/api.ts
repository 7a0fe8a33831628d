/** Routes of people: sign-in, who am I, accounts and roles. */
import {
  commandRoute,
  Id,
  Instant,
  Line,
  PageInput,
  PersonName,
  Phone,
  pageOf,
  queryRoute,
} from '@changxin/shared/kernel'
import { z } from 'zod'
import { GrantScope, LoginName, Role } from './events.ts'

export const Password = z.string().min(8).max(200)

export const GrantView = z.object({
  id: Id,
  role: Role,
  scope: GrantScope,
  /** Name of the region, compound or operator, for the screen. */
  scopeName: z.string(),
})

export const HomeView = z.object({
  unitId: Id,
  compoundId: Id,
  compoundName: z.string(),
  /** `3栋 2单元 502`; what is unknown is left out. */
  label: z.string(),
  relation: z.string(),
  /** Only a checked owner sees the balance. */
  checked: z.boolean(),
})

/** The signed-in person; `actions` are the actions of the access table that the person may use somewhere. */
export const MeView = z.object({
  personId: Id,
  name: z.string(),
  grants: z.array(GrantView),
  homes: z.array(HomeView),
  actions: z.array(z.string()),
  sessionExpiresAt: Instant,
  /** True where the folder was made as a demo: the screen marks it. */
  demo: z.boolean(),
})
export type MeView = z.infer<typeof MeView>

export const PersonRow = z.object({
  id: Id,
  name: z.string(),
  maskedPhone: z.string().nullable(),
  loginName: z.string().nullable(),
  grants: z.array(GrantView),
  sample: z.boolean(),
})

export const DemoAccount = z.object({ loginName: z.string(), password: z.string(), zh: z.string(), en: z.string() })

export const peopleApi = {
  /** Public: what the sign-in page must know. */
  welcome: queryRoute({
    action: 'people.welcome',
    path: '/api/welcome',
    input: {},
    output: z.object({
      /** No administrator yet: show the first-run page. */
      needsSetup: z.boolean(),
      demo: z.boolean(),
      /** Only in a folder made as a demo. */
      demoAccounts: z.array(DemoAccount),
    }),
    summary: 'What the sign-in page needs to know',
  }),
  setUp: commandRoute({
    action: 'people.set-up',
    path: '/api/setup',
    params: {},
    body: z.strictObject({ token: z.string().max(100), name: PersonName, loginName: LoginName, password: Password }),
    summary: 'Makes the first administrator, with the one-time token that the terminal shows',
  }),
  signIn: commandRoute({
    action: 'people.sign-in',
    path: '/api/sessions',
    params: {},
    body: z.strictObject({ loginName: z.string().min(1).max(80), password: z.string().min(1).max(200) }),
    summary: 'Signs in with login name and password; sets the session cookie',
  }),
  signOut: commandRoute({
    action: 'people.sign-out',
    path: '/api/sessions/end',
    params: {},
    body: z.strictObject({}),
    summary: 'Ends this session everywhere',
  }),
  me: queryRoute({
    action: 'people.me',
    path: '/api/me',
    input: {},
    output: MeView,
    summary: 'Who is signed in, and what they may do',
  }),
  rights: queryRoute({
    action: 'people.rights',
    path: '/api/compounds/:id/rights',
    input: { id: Id },
    output: z.object({ actions: z.array(z.string()) }),
    summary: 'The actions of the access table that the signed-in person may use on something in this compound',
  }),
  changePassword: commandRoute({
    action: 'people.change-password',
    path: '/api/me/password',
    params: {},
    body: z.strictObject({ current: z.string().max(200), next: Password }),
    summary: 'Changes the own password; every other session ends',
  }),
  list: queryRoute({
    action: 'people.list',
    path: '/api/people',
    input: { ...PageInput.shape, q: z.string().max(40).optional() },
    output: pageOf(PersonRow),
    summary: 'Accounts and their roles',
  }),
  register: commandRoute({
    action: 'people.register',
    path: '/api/people',
    params: {},
    body: z.strictObject({
      name: PersonName,
      phone: Phone.optional(),
      /** Both or neither: a person without them has no sign-in. */
      loginName: LoginName.optional(),
      password: Password.optional(),
    }),
    summary: 'Registers a person, with or without a sign-in',
  }),
  grantRole: commandRoute({
    action: 'people.grant-role',
    path: '/api/people/:id/roles/grant',
    params: { id: Id },
    body: z.strictObject({ role: Role.exclude(['resident']), scope: GrantScope }),
    summary: 'Grants a role in a scope',
  }),
  revokeRole: commandRoute({
    action: 'people.revoke-role',
    path: '/api/people/:id/roles/revoke',
    params: { id: Id },
    body: z.strictObject({ grantId: Id, reason: Line(200) }),
    summary: 'Revokes a role; open sessions of the person lose it at once',
  }),
  erase: commandRoute({
    action: 'people.erase',
    path: '/api/people/:id/erase',
    params: { id: Id },
    body: z.strictObject({ reason: Line(200) }),
    summary: 'Erases the personal data of a person; money and votes stand (个人信息保护法 art. 47)',
  }),
}
