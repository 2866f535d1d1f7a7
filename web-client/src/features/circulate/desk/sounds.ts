import { isBoolean, recall, remember } from '../../../lib/browserStorage';
import { createStore, useStore } from '../../../lib/store';
import type { Tone } from './model';

interface Beep {
  /** Hertz, seconds after the start, seconds long. */
  pitch: number;
  after: number;
  length: number;
}

/** Told apart with closed eyes: one high note, two notes, one low and longer. */
const beeps: Record<Tone, readonly Beep[]> = {
  good: [{ pitch: 1175, after: 0, length: 0.07 }],
  attention: [
    { pitch: 784, after: 0, length: 0.09 },
    { pitch: 784, after: 0.14, length: 0.09 },
  ],
  refused: [
    { pitch: 220, after: 0, length: 0.16 },
    { pitch: 165, after: 0.17, length: 0.26 },
  ],
};

const muted = createStore(recall('muted', isBoolean) ?? false);
let context: AudioContext | null = null;

export const useMuted = (): boolean => useStore(muted);

export function setMuted(isMuted: boolean): void {
  muted.set(isMuted);
  remember('muted', isMuted);
}

/** Plays the sound of a tone. A browser without sound, or one that wants a click first, stays silent. */
export function play(tone: Tone): void {
  if (muted.get() || !('AudioContext' in window)) return;
  context ??= new AudioContext();
  const start = context.currentTime;
  for (const { pitch, after, length } of beeps[tone]) {
    const source = context.createOscillator();
    const volume = context.createGain();
    source.type = tone === 'refused' ? 'triangle' : 'sine';
    source.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start + after);
    volume.gain.linearRampToValueAtTime(0.16, start + after + 0.008);
    volume.gain.setTargetAtTime(0, start + after + length, 0.02);
    source.connect(volume).connect(context.destination);
    source.start(start + after);
    source.stop(start + after + length + 0.15);
  }
}
