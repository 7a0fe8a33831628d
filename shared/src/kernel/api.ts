/** Routes as data: the server registers them, the browser calls them, OpenAPI and the tests read them. */
import { z } from 'zod'
import { Position } from './ids.ts'

/** What every command answers. `id`: of the thing created or changed. */
export const CommandAnswer = z.object({
  id: z.string(),
  revision: z.int(),
  /** Null only when nothing was ever written (an empty log). */
  position: Position.nullable(),
})
export type CommandAnswer = z.infer<typeof CommandAnswer>

export interface QueryRoute<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodType = z.ZodType> {
  readonly kind: 'query'
  /** `<feature>.<noun>`: names the row of the access table and the live query. */
  readonly action: string
  readonly path: string
  /** Path parameters and query string together, all from text; unknown names are refused. */
  readonly input: Input
  readonly output: Output
  readonly summary: string
}

export interface CommandRoute<
  Params extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly kind: 'command'
  /** `<feature>.<verb>` */
  readonly action: string
  readonly path: string
  /** A second path to the very same command, for clients that know it by its other name. */
  readonly also?: string
  readonly params: Params
  readonly body: Body
  readonly answer: Answer
  readonly summary: string
}

export type Route = QueryRoute | CommandRoute

export function queryRoute<Input extends z.ZodRawShape, Output extends z.ZodType>(route: {
  action: string
  path: string
  input: Input
  output: Output
  summary: string
}): QueryRoute<z.ZodObject<Input, z.core.$strict>, Output> {
  return { kind: 'query', ...route, input: z.strictObject(route.input) }
}

export function commandRoute<
  Params extends z.ZodRawShape,
  Body extends z.ZodType,
  Answer extends z.ZodType = typeof CommandAnswer,
>(route: {
  action: string
  path: string
  also?: string
  params: Params
  body: Body
  answer?: Answer
  summary: string
}): CommandRoute<z.ZodObject<Params, z.core.$strict>, Body, Answer> {
  return {
    kind: 'command',
    ...route,
    params: z.strictObject(route.params),
    answer: route.answer ?? (CommandAnswer as unknown as Answer),
  }
}

/** `2026-03-01`: ask for things as they stood at the end of that day. */
export const AsOfInput = { asOf: z.iso.date().optional() }
