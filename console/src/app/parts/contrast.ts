// Contrast of two colours as the browser paints them (WCAG 2.2, relative luminance).

/** The ratio from 1 to 21; colours in any notation that the browser knows. Only in a browser. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(painted(one)), luminance(painted(other))];
  return ratio(a, b);
}

/** The ratio of two luminances, whichever is lighter. */
export function ratio(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Relative luminance of red, green and blue from 0 to 255. */
export function luminance(rgb: readonly [number, number, number]): number {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function painted(color: string): [number, number, number] {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [1, 1];
  const brush = canvas.getContext('2d');
  if (!brush) return [0, 0, 0];
  brush.fillStyle = color;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = brush.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
