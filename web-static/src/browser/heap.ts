// The size of this page's JavaScript heap in bytes; null in browsers other than Chromium.
export function heap_bytes(): number | null {
  const { memory } = performance as unknown as { memory?: { usedJSHeapSize: number } };
  return memory ? memory.usedJSHeapSize : null;
}
