// Reading what comes from outside: every field is asked for by name and kind, and a field of
// another kind is *no value*. Nothing past these functions sees raw JSON.

export interface Json {
  readonly [key: string]: unknown;
}

export function is_object(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function object_in(from: Json, key: string): Json {
  const value = from[key];
  return is_object(value) ? value : {};
}

// Cut at 200 characters: longer than any name that a wall can show.
export function text_in(from: Json, key: string): string | null {
  const value = from[key];
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : null;
}

export function number_in(from: Json, key: string): number | null {
  const value = from[key];
  return typeof value === 'number' && isFinite(value) ? value : null;
}

export function count_in(from: Json, key: string): number {
  const value = number_in(from, key);
  return value === null ? 0 : Math.trunc(value);
}

export function flag_in(from: Json, key: string): boolean {
  return from[key] === true;
}

// Exact decimal text; a number, or anything that is not plainly decimal, is no value.
export function money_in(from: Json, key: string): string | null {
  const value = from[key];
  return typeof value === 'string' && /^-?\d{1,18}(\.\d{1,6})?$/.test(value) ? value : null;
}
