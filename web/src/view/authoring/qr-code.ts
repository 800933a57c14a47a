/** A link as a QR code: as an SVG, and as the pixels of a picture. Fetched when one is asked for. */
import { encodeQR } from "qr";

/** What readers want around a code, in its own squares. */
const QUIET = 4;

export interface QrCode {
  /** How many squares it is wide, with what is around it. */
  width: number;
  /** The dark squares as a path of an SVG of this width. */
  path: string;
  dark(x: number, y: number): boolean;
}

export function qrCode(link: string): QrCode {
  const rows = encodeQR(link, "raw", { ecc: "low", border: QUIET });
  const steps: string[] = [];
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x += 1;
      const width = x + 1 - start;
      steps.push(`M${start} ${y}h${width}v1h-${width}z`);
    }
  });
  return { width: rows.length, path: steps.join(""), dark: (x, y) => rows[y]?.[x] === true };
}

export function svgText({ width, path }: QrCode): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${width}" width="${width * 8}" height="${width * 8}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${width}v${width}H0z"/><path d="${path}"/></svg>\n`;
}

/** Eight pixels a square, as large as a page wants it. */
export function pngOf({ width, dark }: QrCode): Promise<Blob> {
  const size = 8;
  const canvas = document.createElement("canvas");
  canvas.width = width * size;
  canvas.height = width * size;
  const context = canvas.getContext("2d");
  if (context === null) return Promise.reject(new Error("no canvas"));
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "#000";
  for (let y = 0; y < width; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (dark(x, y)) context.fillRect(x * size, y * size, size, size);
    }
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
}
