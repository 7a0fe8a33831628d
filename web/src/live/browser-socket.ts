/** The browser's own WebSocket in the shape that the connection uses. */
import type { LiveSocket } from './connection.ts'

export function browserSocket(address: string): LiveSocket {
  const inner = new WebSocket(address)
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
