export {}

declare module 'vue' {
  interface AllowedComponentProps {
    [name: `aria-${string}`]: unknown
    [name: `data-${string}`]: unknown
  }
}
