// What the scripts of this page hold, in bytes; null where the browser does not say (only Chromium
// does).
export function heap_bytes(): number | null {
  const { memory } = performance as unknown as { memory?: { usedJSHeapSize: number } };
  return memory ? memory.usedJSHeapSize : null;
}
