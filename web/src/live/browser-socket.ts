/** The browser's own WebSocket in the shape that the connection uses. */
import type { LiveSocket } from './connection.ts'

export const browserSocket = (address: string): LiveSocket => socketOver(new WebSocket(address))

/** Over one that was opened otherwise, as outside a browser, with headers. */
export function socketOver(inner: WebSocket): LiveSocket {
  const socket: LiveSocket = {
    onmessage: null,
    onclose: null,
    send(text) {
      if (inner.readyState === WebSocket.OPEN) inner.send(text)
    },
    close: () => inner.close(),
  }
  inner.onmessage = ({ data }) => socket.onmessage?.({ data })
  inner.onclose = ({ code }) => socket.onclose?.({ code })
  return socket
}
