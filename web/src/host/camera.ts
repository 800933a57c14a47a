/**
 * The device's camera, looking for QR codes: the browser's own reader where it has one, ours
 * otherwise. Loaded when a person asks for it; nothing of what it sees is kept. Start with
 * `watchCodes`.
 */
import { AppError } from "../core/errors";

/** Between two looks. */
const LOOK_MILLIS = 150;
/** What ours looks at: a code of this run has 97 squares. */
const MOST_SIDE = 1000;

type Read = (video: HTMLVideoElement) => Promise<string[]>;

interface Detector {
  detect(image: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorClass = (new (options: {
  formats: string[];
}) => Detector) & {
  getSupportedFormats(): Promise<string[]>;
};

/**
 * Shows the camera's picture and tells each code once, until the returned function is called. Rejects
 * with an `AppError`; `denied` where there is no camera, or none that the page may use.
 */
export async function watchCodes(
  video: HTMLVideoElement,
  found: (text: string) => void,
): Promise<() => void> {
  const asked = { video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false };
  const [stream, read] = await Promise.all([
    navigator.mediaDevices.getUserMedia(asked).catch(() => {
      throw new AppError("denied");
    }),
    reader(),
  ]);
  let over = false;
  const told = new Set<string>();
  const look = async (): Promise<void> => {
    const texts = video.readyState >= 2 ? await read(video).catch(() => []) : [];
    for (const text of texts) {
      if (over || told.has(text)) continue;
      told.add(text);
      found(text);
    }
    if (!over) window.setTimeout(() => void look(), LOOK_MILLIS);
  };
  video.srcObject = stream;
  await video.play().catch(() => undefined);
  void look();
  return () => {
    over = true;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}

async function reader(): Promise<Read> {
  const { BarcodeDetector: Own } = window as { BarcodeDetector?: DetectorClass };
  if (Own !== undefined) {
    const formats = await Own.getSupportedFormats().catch((): string[] => []);
    if (formats.includes("qr_code")) {
      const detector = new Own({ formats: ["qr_code"] });
      return async (video) => (await detector.detect(video)).map(({ rawValue }) => rawValue);
    }
  }
  const { decodeQR } = await import("qr/decode.js");
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  return async (video) => {
    const scale = Math.min(1, MOST_SIDE / Math.max(video.videoWidth, video.videoHeight));
    const width = Math.round(video.videoWidth * scale);
    const height = Math.round(video.videoHeight * scale);
    if (context === null || width === 0 || height === 0) return [];
    canvas.width = width;
    canvas.height = height;
    context.drawImage(video, 0, 0, width, height);
    // It throws where there is no code.
    return [decodeQR(context.getImageData(0, 0, width, height))];
  };
}
