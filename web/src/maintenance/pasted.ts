/** What somebody pastes from a group chat: the words for the text, the screenshots for the attachments. */

export interface Pasted {
  readonly text: string
  readonly files: readonly File[]
}

type Clipboard = Pick<DataTransfer, 'getData'> & { readonly files: ArrayLike<File> }

const NAMES = /^(?:[^\s：:]{1,20})(?:\s+\d{1,2}[:：]\d{2}(?::\d{2})?)?\s*[：:]\s*$/

/** A line that only says who wrote, as chats copy it, says nothing about the fault and names a person: it is left out. */
export function pastedFrom(clipboard: Clipboard): Pasted {
  const files = Array.from(clipboard.files).filter(({ type }) => type.startsWith('image/'))
  const lines = clipboard.getData('text/plain').split(/\r?\n/)
  const text = lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !NAMES.test(line) && !/^\[(?:图片|语音|视频|表情)\]$/.test(line))
    .join('\n')
  return { text, files }
}
