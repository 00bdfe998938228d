/** Two soft tones; silent where the browser has not allowed sound yet. */
export function playChime() {
  try {
    const context = new AudioContext();
    if (context.state !== 'running') {
      void context.close();
      return;
    }
    for (const [index, hertz] of [660, 880].entries()) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      const at = context.currentTime + index * 0.14;
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(0.0001, at);
      volume.gain.exponentialRampToValueAtTime(0.08, at + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.22);
      tone.connect(volume).connect(context.destination);
      tone.start(at);
      tone.stop(at + 0.24);
    }
    setTimeout(() => void context.close(), 1_000);
  } catch {
    return;
  }
}
