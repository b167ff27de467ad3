// A square of 256 pixels out of a picture, drawn anew on this device: nothing but the drawn pixels can leave it.
export const side = 256;

/** A picture ready to be drawn, turned as its camera meant it. Rejects for anything that is no picture. */
export const readImage = (file: File): Promise<ImageBitmap> => createImageBitmap(file, { imageOrientation: 'from-image' });

/** Draws the square that fits into the picture; `along` says where on its longer side, 0 to 1. */
export function drawSquare(canvas: HTMLCanvasElement, image: ImageBitmap, along: number): void {
  const edge = Math.min(image.width, image.height);
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.fillStyle = '#ffffff'; // a JPEG knows no transparency
  pen.fillRect(0, 0, side, side);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(image, (image.width - edge) * along, (image.height - edge) * along, edge, edge, 0, 0, side, side);
}

/** The drawn square as a JPEG without any metadata. */
export function squareOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be drawn'))), 'image/jpeg', 0.9),
  );
}
