/** Where a scale ends that begins at 0: the next round figure at or above, even so that its half is whole. */
export function niceTop(most: number): number {
  if (most <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(most));
  const steps = power >= 10 ? [1, 2, 3, 4, 5, 6, 8, 10] : [2, 4, 6, 8, 10];
  const step = steps.find((one) => one * power >= most) ?? 10;
  return step * power;
}
