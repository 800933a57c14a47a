/**
 * Reads a text aloud, by a voice of the device alone: voices that work over a network would send
 * the text to whoever offers them.
 */
import type { Language } from "../../i18n";

function localVoice(language: Language): SpeechSynthesisVoice | undefined {
  if (!("speechSynthesis" in window)) return undefined;
  return window.speechSynthesis
    .getVoices()
    .find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language));
}

export function canSpeak(language: Language): boolean {
  return localVoice(language) !== undefined;
}

/** Reads, or falls silent when it is reading already. */
export function speak(text: string, language: Language): void {
  const voice = localVoice(language);
  if (!voice) return;
  const { speechSynthesis } = window;
  if (speechSynthesis.speaking) {
    speechSynthesis.cancel();
    return;
  }
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  speechSynthesis.speak(utterance);
}
