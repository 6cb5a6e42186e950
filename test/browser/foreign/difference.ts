import type { Page } from 'playwright-core';

/**
 * How far two pictures are apart: the greatest difference of any pixel's red, green or blue, of 255; Infinity where they
 * are of different sizes. `page` is any page: its browser reads the pictures.
 */
export const difference = (page: Page, one: Buffer, other: Buffer): Promise<number> =>
  page.evaluate(
    async (pictures) => {
      const [a, b] = await Promise.all(
        pictures.map(async (picture) => {
          const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.width, image.height);
        }),
      );
      if (!a || !b || a.width !== b.width || a.height !== b.height) return Number.POSITIVE_INFINITY;
      let greatest = 0;
      for (const [at, value] of a.data.entries()) greatest = Math.max(greatest, Math.abs(value - (b.data[at] ?? 0)));
      return greatest;
    },
    [one.toString('base64'), other.toString('base64')],
  );
