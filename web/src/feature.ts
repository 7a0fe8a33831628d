/** What a feature gives to the app: pages, places in the navigation, and its words. */
import type { MeView } from '@changxin/shared/people'
import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** i18n key of the page's title. */
    title?: string
    /** Action of the access table that the page needs. */
    needs?: string
    /** Shown without sign-in. */
    public?: boolean
    /** Without navigation and top bar: sign-in, the wall. */
    bare?: boolean
  }
}

export interface NavEntry {
  readonly to: string
  /** i18n key */
  readonly label: string
  readonly icon: Component
  /** Only for those who may use this action somewhere. */
  readonly needs?: string
  readonly when?: (me: MeView) => boolean
  /** Lowest first; on phones the first four stand in the tab bar, the rest under "more". */
  readonly order: number
}

/** A small thing at hand in the top bar on every page: one button or link, styled by the bar. */
export interface BarTool {
  readonly tool: Component
  /** Only for those who may use this action somewhere. */
  readonly needs: string
}

/** Words of one feature, its slug as the first part of every key. */
export interface Messages {
  readonly [key: string]: string | Messages
}

export interface WebFeature {
  readonly slug: string
  readonly routes: readonly RouteRecordRaw[]
  readonly nav: readonly NavEntry[]
  readonly bar?: readonly BarTool[]
  readonly messages: { readonly zh: Messages; readonly en: Messages }
}
