#include "intake/currency.hpp"

#include <algorithm>
#include <iterator>

#include "intake/decimal_amount.hpp"
#include "intake/plain_word.hpp"
#include "intake/space.hpp"

namespace dealbell::intake {
namespace {

// A symbol or name that means one currency only.
struct CurrencySign {
  std::string_view text, code;
};
constexpr CurrencySign signs[] = {
    {"€", "EUR"},   {"£", "GBP"},   {"₹", "INR"},   {"₺", "TRY"},   {"₩", "KRW"},   {"₪", "ILS"},
    {"₫", "VND"},   {"฿", "THB"},   {"₱", "PHP"},   {"₴", "UAH"},   {"₽", "RUB"}, {"zł", "PLN"},
    {"Kč", "CZK"},  {"Ft", "HUF"},  {"US$", "USD"}, {"CA$", "CAD"}, {"C$", "CAD"},  {"AU$", "AUD"},
    {"A$", "AUD"},  {"NZ$", "NZD"}, {"HK$", "HKD"}, {"S$", "SGD"},  {"R$", "BRL"},  {"MX$", "MXN"},
    {"Fr.", "CHF"}, {"Rs", "INR"},  {"Rs.", "INR"}, {"JP¥", "JPY"}, {"CN¥", "CNY"}, {"円", "JPY"},
    {"元", "CNY"}};
// Names are plain words.
constexpr CurrencySign currency_names[] = {{"euro", "EUR"},
                                           {"usdollar", "USD"},
                                           {"unitedstatesdollar", "USD"},
                                           {"dollarus", "USD"},
                                           {"britishpound", "GBP"},
                                           {"poundsterling", "GBP"},
                                           {"ukpound", "GBP"},
                                           {"canadiandollar", "CAD"},
                                           {"australiandollar", "AUD"},
                                           {"newzealanddollar", "NZD"},
                                           {"swissfranc", "CHF"},
                                           {"japaneseyen", "JPY"},
                                           {"indianrupee", "INR"},
                                           {"brazilianreal", "BRL"},
                                           {"swedishkrona", "SEK"},
                                           {"norwegiankrone", "NOK"},
                                           {"danishkrone", "DKK"},
                                           {"polishzloty", "PLN"},
                                           {"singaporedollar", "SGD"},
                                           {"hongkongdollar", "HKD"},
                                           {"mexicanpeso", "MXN"}};

// A sign that several currencies have.
struct SharedSign {
  std::string_view sign, codes;
};
constexpr SharedSign shared_signs[] = {
    {"$", "USD CAD AUD NZD HKD SGD MXN ARS CLP COP TWD BRL UYU JMD"},
    {"kr", "SEK NOK DKK ISK"},
    {"¥", "JPY CNY"},
};
constexpr std::string_view known_codes =
    "AED ARS AUD BGN BHD BRL CAD CHF CLP CNY COP CZK DKK DZD EGP EUR GBP GEL HKD HRK "
    "HUF IDR ILS INR ISK JOD JPY KES KRW KWD KZT LKR MAD MXN MYR NGN NOK NZD OMR PEN "
    "PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU VND ZAR";

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool has_code(std::string_view codes, std::string_view code) {
  return code.size() == 3 && codes.find(code) != std::string_view::npos;
}

// The text around the number, without spaces of any kind.
std::string around_the_number(std::string_view written) {
  const auto text = with_plain_marks(written);
  std::string rest;
  for (std::size_t i = 0; i < text.size(); ++i) {
    // A point may be part of the number, or end a word such as "Fr.".
    const bool ends_word = text[i] == '.' && i > 0 && is_letter(text[i - 1]);
    if (ends_word || std::string_view(" 0123456789.,'()+-").find(text[i]) == std::string_view::npos)
      rest += text[i];
  }
  return rest;
}

// Where the currency at the end of a header begins: "(USD)", "[€]", "in EUR", "EUR". npos without.
std::size_t currency_at(std::string_view header) {
  const auto text = trim(header);
  const auto open = text.find_last_of("([");
  const bool brackets =
      open != std::string_view::npos && (text.back() == ')' || text.back() == ']');
  const auto space = text.find_last_of(" ,_-");
  const auto start = brackets ? open : space;
  if (start == std::string_view::npos || start == 0) return std::string_view::npos;
  const auto name = trim(text.substr(start + 1, text.size() - start - (brackets ? 2 : 1)));
  // "amount_usd", but not the word of "second try".
  std::string code(name);
  if (text[start] != ' ')
    for (auto& c : code)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const bool named = has_code(known_codes, code) || !shared_sign(name).empty() ||
                     std::ranges::find(signs, name, &CurrencySign::text) != std::end(signs);
  if (!named) return std::string_view::npos;
  auto rest = trim(text.substr(0, start));
  for (const std::string_view word : {" in", " en", ","})
    if (rest.ends_with(word)) rest = trim(rest.substr(0, rest.size() - word.size()));
  return static_cast<std::size_t>(rest.data() + rest.size() - header.data());
}

}  // namespace

std::optional<std::string> written_currency(std::string_view text) {
  const auto rest = around_the_number(text);
  const auto* sign = std::ranges::find(signs, rest, &CurrencySign::text);
  if (sign != std::end(signs)) return std::string(sign->code);
  if (rest.size() == 3 && std::ranges::all_of(rest, is_letter)) {
    auto code = rest;
    for (auto& c : code)
      if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
    return code;
  }
  const auto word = plain_word(text);
  const auto* name = std::ranges::find(currency_names, word, &CurrencySign::text);
  if (name != std::end(currency_names)) return std::string(name->code);
  return std::nullopt;
}

std::string_view shared_sign(std::string_view text) {
  auto rest = around_the_number(text);
  if (rest.starts_with('K')) rest[0] = 'k';
  if (rest.ends_with('.')) rest.pop_back();
  // A backslash is the yen sign of Shift_JIS, which conversions take for what it is in ASCII.
  if (rest == "\uFFE5" || rest == "\\") rest = "¥";
  if (rest == "\uFF04") rest = "$";
  const auto* found = std::ranges::find(shared_signs, rest, &SharedSign::sign);
  return found == std::end(shared_signs) ? std::string_view() : found->sign;
}

bool may_be_in(std::string_view text, std::string_view code) {
  if (const auto named = written_currency(text)) return *named == code;
  const auto* found = std::ranges::find(shared_signs, shared_sign(text), &SharedSign::sign);
  return found == std::end(shared_signs) || has_code(found->codes, code);
}

std::string_view header_currency(std::string_view header) {
  const auto at = currency_at(header);
  if (at == std::string_view::npos) return {};
  auto name = trim(header.substr(at));
  for (const std::string_view word : {",", "in ", "en ", "(", "[", "_", "-"})
    if (name.starts_with(word)) name = trim(name.substr(word.size()));
  while (name.ends_with(')') || name.ends_with(']')) name.remove_suffix(1);
  return trim(name);
}

std::string_view without_currency(std::string_view header) {
  return header.substr(0, currency_at(header));
}

}  // namespace dealbell::intake
