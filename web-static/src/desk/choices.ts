// The choices of the setup form. Only the time zone is preselected: a wrong default currency would
// misprice every deal.

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

// Three letters as in ISO 4217, in upper case; null for anything else.
export function currency_code(typed: string): string | null {
  const code = typed.trim().toUpperCase();
  return /^[A-Z]{3}$/.test(code) ? code : null;
}

// The time zone of this browser as an IANA name; "" when it is not known.
export function browser_zone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || '';
}

// All time zones for completion; none in browsers that cannot list them.
export function known_zones(): string[] {
  const list = (Intl as { supportedValuesOf?: (key: string) => string[] }).supportedValuesOf;
  return list ? list('timeZone') : [];
}
