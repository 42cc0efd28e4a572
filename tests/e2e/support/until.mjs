// Waits for a condition, never for time to pass.

// Calls `check` until it returns something other than undefined, null or false, and returns that.
// Fails with the last error of `check` after `within_ms`, which is long for the sake of busy machines.
export async function until(what, check, within_ms = 30_000) {
  const deadline = Date.now() + within_ms;
  let last = '';
  for (;;) {
    try {
      const found = await check();
      if (found !== undefined && found !== null && found !== false) return found;
    } catch (error) {
      last = ': ' + error.message;
    }
    if (Date.now() > deadline) throw new Error(`not within ${within_ms} ms: ${what}${last}`);
    await new Promise((again) => setTimeout(again, 5));
  }
}

// The promise's result, or an error that names what did not happen in time.
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
