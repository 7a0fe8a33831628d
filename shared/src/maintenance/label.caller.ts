/** Whom to call back, of somebody without an account: kept in the person's own stream alone, and erased with it. */
import { PersonName, Phone } from '@changxin/shared/kernel'
import { z } from 'zod'

/** The name is what they like to be called; the number is what they are asked for. */
export const Caller = z.strictObject({ name: PersonName.optional(), phone: Phone })
export type Caller = z.infer<typeof Caller>

/** What stands for the name of a caller who gave none: data, as every name is. */
export const NAMELESS_CALLER = '未留姓名'
