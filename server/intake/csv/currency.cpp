#include "intake/csv/currency.hpp"

#include <algorithm>
#include <iterator>

#include "intake/csv/words.hpp"

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
    {"Fr.", "CHF"}, {"Rs", "INR"},  {"Rs.", "INR"}, {"JP¥", "JPY"}, {"CN¥", "CNY"}};
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

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// The text around the number, without spaces of any kind.
std::string around_the_number(std::string_view text) {
  std::string rest;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto left = text.substr(i);
    std::size_t space = 0;
    for (const std::string_view one : {" ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"})
      if (left.starts_with(one)) space = one.size();
    // A point may be part of the number, or end a word such as "Fr.".
    const bool ends_word = text[i] == '.' && i > 0 && is_letter(text[i - 1]);
    if (space > 0)
      i += space - 1;
    else if (ends_word ||
             std::string_view("0123456789.,'()+-").find(text[i]) == std::string_view::npos)
      rest += text[i];
  }
  return rest;
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

}  // namespace dealbell::intake
