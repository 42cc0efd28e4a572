// Reads JSON from outside field by field. A field of another type counts as missing. Code outside
// these functions never handles raw JSON.

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

// Cut at 200 characters, which is more than a wall can show of any name.
export function text_in(from: Json, key: string): string | null {
  const value = from[key];
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : null;
}

// Not cut, for keys that go back to the server as they came.
export function whole_text(from: Json, key: string): string {
  const value = from[key];
  return typeof value === 'string' ? value : '';
}

export function number_in(from: Json, key: string): number | null {
  const value = from[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function count_in(from: Json, key: string): number {
  const value = number_in(from, key);
  return value === null ? 0 : Math.trunc(value);
}

export function flag_in(from: Json, key: string): boolean {
  return from[key] === true;
}

// Exact decimal text. A JSON number, or text in another notation, counts as missing.
export function money_in(from: Json, key: string): string | null {
  const value = from[key];
  return typeof value === 'string' && /^-?\d{1,18}(\.\d{1,6})?$/.test(value) ? value : null;
}
