// Formats money. Amounts are exact decimal text; what is rounded here is only displayed.

const symbols: { [currency: string]: string } = {
  AUD: 'A$',
  BRL: 'R$',
  CAD: 'C$',
  CNY: '¥',
  CZK: 'Kč',
  DKK: 'kr',
  EUR: '€',
  GBP: '£',
  ILS: '₪',
  INR: '₹',
  JPY: '¥',
  KRW: '₩',
  MXN: 'MX$',
  NGN: '₦',
  NOK: 'kr',
  NZD: 'NZ$',
  PLN: 'zł',
  SEK: 'kr',
  TRY: '₺',
  UAH: '₴',
  USD: '$',
  VND: '₫',
  ZAR: 'R',
};

export const no_value = '–';
const minus = '\u2212';
const units = ['', 'K', 'M', 'B', 'T'];

export function symbol_of(currency: string | null): string {
  return currency === null ? '' : symbols[currency] || currency;
}

// With the currency symbol in front, "−€400" below zero; no value stays "–".
export function in_currency(shown: string, currency: string | null): string {
  if (shown === no_value) return shown;
  const below = shown[0] === minus;
  return (below ? minus : '') + symbol_of(currency) + (below ? shown.slice(1) : shown);
}

// Three significant digits, so that figures in a column compare easily: "412K", "40.0K", "1.20M",
// "−3.40K". Below a thousand there are no more digits than the amount has: "0", "12.5". No value is
// "–".
export function short_money(money: string | null): string {
  return money === null ? no_value : short_number(Number(money));
}

export function short_number(value: number): string {
  let size = Math.abs(round3(value));
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const fixed = size.toFixed(size < 10 ? 2 : size < 100 ? 1 : 0);
  const digits = unit === 0 ? trim_zeros(fixed) : fixed;
  return (value < 0 && digits !== '0' ? minus : '') + digits + units[unit];
}

// All digits: "12,500", "12,500.50". For the moment and the sheet, which show single deals.
export function full_money(money: string | null): string {
  if (money === null) return no_value;
  const negative = money[0] === '-';
  const parts = (negative ? money.slice(1) : money).split('.');
  const whole = (parts[0] as string).replace(/\B(?=(\d{3})+$)/g, ',');
  const cents = parts[1] && !/^0+$/.test(parts[1]) ? '.' + parts[1] : '';
  return (negative ? minus : '') + whole + cents;
}

// The difference of two figures as displayed: 94.4K minus 91.3K must be the 3.1K shown beside them.
// When the difference is below ten units of their last digit, rounding would distort it too much,
// so it is the exact one (two almost equal figures, or the last minute of a quarter).
export function shown_difference(from: string, to: string): number {
  const shown = round12(round3(Number(to)) - round3(Number(from)));
  const larger = Math.max(Math.abs(Number(from)), Math.abs(Number(to)), 1);
  const last_digit = Math.pow(10, Math.floor(Math.log10(larger)) - 2);
  return Math.abs(shown) >= 10 * last_digit ? shown : Number(to) - Number(from);
}

export function round3(value: number): number {
  return Number(value.toPrecision(3));
}

// Removes binary rounding errors from a sum of short decimals.
function round12(value: number): number {
  return Number(value.toPrecision(12));
}

function trim_zeros(digits: string): string {
  return digits.indexOf('.') < 0 ? digits : digits.replace(/\.?0+$/, '');
}
