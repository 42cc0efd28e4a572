// Waiting for something that becomes true, never for time to pass.

// Calls `look` until it answers something other than undefined, null or false, and hands that on.
// Fails with the last words of `look` after `within_ms`: long, for a busy machine; never waited for
// when things work.
export async function until(what, look, within_ms = 30_000) {
  const deadline = Date.now() + within_ms;
  let last = '';
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined && found !== null && found !== false) return found;
    } catch (error) {
      last = ': ' + error.message;
    }
    if (Date.now() > deadline) throw new Error(`not within ${within_ms} ms: ${what}${last}`);
    await new Promise((again) => setTimeout(again, 5));
  }
}

// The promise, or a failure that says what was waited for.
export async function within(what, promise, within_ms = 30_000) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`not within ${within_ms} ms: ${what}`)), within_ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
