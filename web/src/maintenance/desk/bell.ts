/** Three short tones, made here: no file to load. Browsers let a page sound only after somebody touched it; until then it is silent. */
const TONES_HZ = [880, 660, 880] as const
const TONE_S = 0.16
const LOUDNESS = 0.12

export function createBell() {
  let context: AudioContext | undefined

  function ring() {
    if (!navigator.userActivation?.hasBeenActive) return
    context ??= new AudioContext()
    const sound = context
    // A device without a loudspeaker refuses; the count in the title is there all the same.
    void sound.resume().then(
      () => {
        for (const [index, hz] of TONES_HZ.entries()) tone(sound, hz, sound.currentTime + index * TONE_S)
      },
      () => {},
    )
  }

  function close() {
    void context?.close()
    context = undefined
  }
  return { ring, close }
}

function tone(sound: AudioContext, hz: number, at: number): void {
  const source = sound.createOscillator()
  const volume = sound.createGain()
  source.frequency.value = hz
  // Swells and fades, so that it does not click.
  volume.gain.setValueAtTime(0, at)
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02)
  volume.gain.linearRampToValueAtTime(0, at + TONE_S - 0.01)
  source.connect(volume).connect(sound.destination)
  source.start(at)
  source.stop(at + TONE_S)
}
