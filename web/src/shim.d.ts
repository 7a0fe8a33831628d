/** What strict template checks do not know: aria- and data- attributes, on components and on elements. */
export {}

declare module 'vue' {
  interface AllowedComponentProps {
    [name: `aria-${string}`]: unknown
    [name: `data-${string}`]: unknown
    // `data-id` on a component is checked as `dataId`.
    [name: `data${Capitalize<string>}`]: unknown
  }
  interface HTMLAttributes {
    [name: `data-${string}`]: unknown
  }
}
