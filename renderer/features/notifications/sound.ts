/** Two tones, quiet; Hz and where they begin, seconds. */
const TONES: readonly [hertz: number, atSeconds: number][] = [
  [880, 0],
  [1174.7, 0.11],
];
const LENGTH_S = 0.16;
const LOUDNESS = 0.08;
/** A burst of messages sounds once. */
const REST_MS = 1_500;

let context: AudioContext | null = null;
let playedAt = -Infinity;

/** Plays the sound of a new message; nothing within the rest after the last one. */
export function playSound({ isForced = false } = {}): void {
  const now = performance.now();
  if (!isForced && now - playedAt < REST_MS) return;
  playedAt = now;
  context ??= new AudioContext();
  const audio = context;
  if (audio.state === 'suspended') void audio.resume();
  for (const [hertz, atSeconds] of TONES) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const from = audio.currentTime + atSeconds;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.012);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + LENGTH_S);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + LENGTH_S);
  }
}
