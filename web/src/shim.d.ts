export {}

declare module 'vue' {
  interface AllowedComponentProps {
    [name: `aria-${string}`]: unknown
    [name: `data-${string}`]: unknown
    // `data-id` in a template is checked as `dataId`.
    [name: `data${Capitalize<string>}`]: unknown
  }
}
