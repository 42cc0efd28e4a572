// What the question on the start page offers. Nothing is chosen beforehand but the zone: a currency
// guessed wrong would price every deal wrong.

export const currencies: [string, string][] = [
  ['EUR', 'Euro'],
  ['USD', 'US dollar'],
  ['GBP', 'Pound sterling'],
  ['CHF', 'Swiss franc'],
  ['SEK', 'Swedish krona'],
  ['NOK', 'Norwegian krone'],
  ['DKK', 'Danish krone'],
  ['PLN', 'Polish złoty'],
  ['CZK', 'Czech koruna'],
  ['TRY', 'Turkish lira'],
  ['AED', 'UAE dirham'],
  ['ZAR', 'South African rand'],
  ['INR', 'Indian rupee'],
  ['CNY', 'Chinese yuan'],
  ['JPY', 'Japanese yen'],
  ['SGD', 'Singapore dollar'],
  ['AUD', 'Australian dollar'],
  ['NZD', 'New Zealand dollar'],
  ['CAD', 'Canadian dollar'],
  ['BRL', 'Brazilian real'],
  ['MXN', 'Mexican peso'],
];

// Three letters of ISO 4217, however they were typed; null when it is something else.
export function currency_code(typed: string): string | null {
  const code = typed.trim().toUpperCase();
  return /^[A-Z]{3}$/.test(code) ? code : null;
}

// Where this browser is, as an IANA name; "" when it does not say.
export function browser_zone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || '';
}

// Every zone the browser knows, for completion; none in browsers that cannot list them.
export function known_zones(): string[] {
  const list = (Intl as { supportedValuesOf?: (key: string) => string[] }).supportedValuesOf;
  return list ? list('timeZone') : [];
}
