#include "office_events.hpp"

#include "base/hash.hpp"

namespace dealbell::bench {
namespace {

constexpr const char* products[] = {"gtx-basic", "gtx-pro", "mg-special", "gtk-500", "gtx-plus"};
constexpr const char* regions[] = {"west", "east", "central"};
constexpr const char* stages[] = {"contacted", "proposal", "negotiation"};

// A number that looks random and is the same for the same (n, salt), below `bound`.
std::uint64_t draw(std::uint64_t n, std::uint64_t salt, std::uint64_t bound) {
  return hash64({reinterpret_cast<const char*>(&n), sizeof n}, salt) % bound;
}

std::string number(std::uint64_t n) { return std::to_string(n); }

std::string head(std::uint64_t n, std::string_view prefix, const char* type, Instant at) {
  return R"({"id":")" + std::string(prefix) + number(n) + R"(","type":")" + type +
         R"(","occurred_at":")" + format_instant(at) + R"(",)";
}

std::string deal(std::uint64_t deal, std::string_view prefix) {
  return R"("deal":{"id":"D-)" + std::string(prefix) + number(deal) + '"';
}

std::string opened(std::uint64_t n, std::string_view prefix, Instant at, const Staff& staff) {
  const auto due = format_day(std::chrono::floor<std::chrono::days>(at) +
                              std::chrono::days{20 + draw(n, 1, 60)});
  return deal(n, prefix) + R"(,"title":"Renewal )" + number(n) + R"(","amount":")" +
         number(500 + draw(n, 2, 40'000)) + R"(.50","currency":"EUR","stage":"contacted",)" +
         R"("status":"open","owner":"p)" + number(draw(n, 3, staff.people)) + R"(","team":"t)" +
         number(draw(n, 3, staff.people) % 8) + R"(","pipeline":"new-business","product":")" +
         products[draw(n, 4, 5)] + R"(","region":")" + regions[draw(n, 5, 3)] +
         R"(","lead_source":"webinar","customer":"c)" + number(draw(n, 6, 5'000)) +
         R"(","kind":"new","close_date":")" + due + R"("}})";
}

std::string closed(std::uint64_t n, std::string_view prefix) {
  if (draw(n, 7, 3) == 0) return deal(n, prefix) + R"(,"status":"won","stage":"won"}})";
  return deal(n, prefix) + R"(,"status":"lost","stage":"lost","lost_reason":"price"}})";
}

std::string call(std::uint64_t n, std::string_view prefix, const Staff& staff) {
  return R"("activity":{"id":"A-)" + std::string(prefix) + number(n) +
         R"(","kind":"call","status":"done","person":"p)" + number(draw(n, 3, staff.people)) +
         R"(","deal":"D-)" + std::string(prefix) + number(n) + R"(","duration_s":)" +
         number(60 + draw(n, 8, 900)) + R"(,"outcome":"connected"}})";
}

}  // namespace

std::string life_event(std::uint64_t n, std::string_view prefix, Instant at, const Staff& staff) {
  const auto about = n / 5;
  const auto event = [&](const char* type) { return head(n, prefix, type, at); };
  switch (n % 5) {
    case 0:
      return event("deal") + opened(about, prefix, at, staff);
    case 1:
      return event("activity") + call(about, prefix, staff);
    case 2:
      return event("deal") + deal(about, prefix) + R"(,"stage":")" + stages[draw(n, 9, 3)] +
             R"(","amount":")" + number(500 + draw(n, 10, 40'000)) + R"(.00"}})";
    case 3:
      return event("deal") + deal(about, prefix) + R"(,"owner":"p)" +
             number(draw(n, 11, staff.people)) + R"("}})";
    default:
      return event("deal") + closed(about, prefix);
  }
}

std::string opening(std::uint64_t n, std::string_view prefix, Instant at, const Staff& staff) {
  return head(n, prefix, "deal", at) + opened(n, prefix, at, staff);
}

std::string win(std::uint64_t n, std::string_view prefix, Instant at, const Staff& staff) {
  return win_of(n, n, prefix, at, staff);
}

std::string win_of(std::uint64_t n, std::uint64_t about, std::string_view prefix, Instant at,
                   const Staff& staff) {
  return head(n, prefix, "deal", at) + deal(about, prefix) + R"(,"title":"Renewal )" +
         number(about) + R"(","amount":")" + number(500 + draw(n, 2, 40'000)) +
         R"(.50","currency":"EUR","status":"won","owner":"p)" +
         number(draw(about, 3, staff.people)) + R"(","team":"t)" +
         number(draw(about, 3, staff.people) % 8) + R"("}})";
}

}  // namespace dealbell::bench
