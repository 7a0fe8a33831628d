/** Recording a voice message: in a type that the server takes, at most a minute, with the level for the screen. */
import { onScopeDispose, ref } from 'vue'

export const MAX_VOICE_MS = 60_000
/** Shorter is a slip of the thumb. */
const MIN_VOICE_MS = 600
const TICK_MS = 100
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'] as const
const ENDINGS: Record<string, string> = { 'audio/webm': 'weba', 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' }

/** Undefined where this browser cannot: no microphone by policy, no safe origin, no recorder. */
export function voiceType(): string | undefined {
  if (typeof MediaRecorder === 'undefined' || !navigator.mediaDevices?.getUserMedia) return undefined
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type))
}

export type VoiceState = 'idle' | 'asking' | 'recording' | 'refused'

interface Running {
  readonly recorder: MediaRecorder
  readonly stream: MediaStream
  readonly sound: AudioContext
  readonly timer: ReturnType<typeof setInterval>
}

export function useVoiceRecorder(name: () => string, done: (file: File) => void) {
  const state = ref<VoiceState>('idle')
  const elapsedMs = ref(0)
  /** 0 to 1 */
  const level = ref(0)
  let running: Running | undefined
  let wanted = false

  async function start() {
    const type = voiceType()
    if (!type || state.value === 'asking' || state.value === 'recording') return
    wanted = true
    state.value = 'asking'
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => undefined)
    if (!stream) {
      state.value = 'refused'
      return
    }
    // The thumb was lifted while the browser asked for the microphone.
    if (!wanted) return release(stream)
    try {
      record(stream, type)
    } catch {
      // The microphone must not stay open behind a recorder that would not begin.
      release(stream)
      state.value = 'refused'
    }
  }

  function release(stream: MediaStream) {
    for (const track of stream.getTracks()) track.stop()
    state.value = 'idle'
  }

  function record(stream: MediaStream, type: string) {
    const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 32_000 })
    const chunks: Blob[] = []
    recorder.ondataavailable = ({ data }) => chunks.push(data)
    recorder.onstop = () => {
      const plain = type.split(';')[0] ?? type
      if (wanted && elapsedMs.value >= MIN_VOICE_MS)
        done(new File(chunks, `${name()}.${ENDINGS[plain] ?? 'bin'}`, { type: plain }))
      end()
    }
    const sound = new AudioContext()
    const analyser = sound.createAnalyser()
    sound.createMediaStreamSource(stream).connect(analyser)
    const wave = new Uint8Array(analyser.fftSize)
    const startedMs = performance.now()
    elapsedMs.value = 0
    const timer = setInterval(() => {
      elapsedMs.value = performance.now() - startedMs
      analyser.getByteTimeDomainData(wave)
      level.value = Math.min(1, Math.max(...wave.map((one) => Math.abs(one - 128))) / 96)
      if (elapsedMs.value >= MAX_VOICE_MS) stop()
    }, TICK_MS)
    running = { recorder, stream, sound, timer }
    recorder.start()
    state.value = 'recording'
  }

  function end() {
    if (!running) return
    clearInterval(running.timer)
    void running.sound.close()
    release(running.stream)
    running = undefined
    level.value = 0
  }

  function stop() {
    if (running?.recorder.state === 'recording') running.recorder.stop()
    else wanted = false
  }

  function cancel() {
    wanted = false
    if (running?.recorder.state === 'recording') running.recorder.stop()
  }

  onScopeDispose(cancel)
  return { state, elapsedMs, level, start, stop, cancel }
}
