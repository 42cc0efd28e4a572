#include "intake/csv/fingerprint.hpp"

#include <cstdio>
#include <string_view>

#include "base/hash.hpp"

namespace dealbell::intake {
namespace {

// The length comes first, so that "ab","c" and "a","bc" differ.
void add(std::string& bytes, std::string_view text) {
  bytes += std::to_string(text.size());
  bytes += ':';
  bytes += text;
}
void add(std::string& bytes, core::Amount amount) { add(bytes, std::to_string(amount.e4)); }
void add(std::string& bytes, core::DealStatus status) {
  bytes += static_cast<char>('a' + static_cast<int>(status));
}
void add(std::string& bytes, std::int32_t percent_e4) { add(bytes, std::to_string(percent_e4)); }
void add(std::string& bytes, Instant instant) { add(bytes, std::to_string(to_ms(instant))); }
void add(std::string& bytes, Day day) {
  add(bytes, std::to_string(day.time_since_epoch().count()));
}

template <class Value>
void add(std::string& bytes, const core::Patch<Value>& patch) {
  if (!patch)
    bytes += '?';
  else if (!*patch)
    bytes += '-';
  else
    add(bytes, **patch);
}

std::string hex(std::uint64_t hash) {
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash));
  return digits;
}

}  // namespace

std::string fingerprint(const core::DealEvent& deal, Instant as_of,
                        const std::function<Instant(Day)>& noon) {
  const auto in_time = [&](const core::Patch<TimeOrDay>& when) {
    core::Patch<Instant> time;
    if (!when) return time;
    auto& value = time.emplace();
    if (*when) value = (*when)->is_day() ? noon((*when)->day()) : (*when)->time();
    return time;
  };
  std::string bytes;
  add(bytes, as_of);
  for (const auto* text : {&deal.title, &deal.owner, &deal.team, &deal.stage, &deal.pipeline,
                           &deal.product, &deal.region, &deal.lead_source, &deal.customer,
                           &deal.kind, &deal.lost_reason, &deal.currency})
    add(bytes, *text);
  add(bytes, deal.amount);
  add(bytes, deal.status);
  add(bytes, deal.probability_e4);
  add(bytes, in_time(deal.created_at));
  add(bytes, in_time(deal.closed_at));
  add(bytes, deal.close_date);
  return hex(hash64(bytes));
}

std::string fingerprint(const core::RefundEvent& refund, Instant as_of) {
  std::string bytes;
  add(bytes, as_of);
  add(bytes, refund.deal);
  add(bytes, refund.currency);
  add(bytes, refund.amount);
  add(bytes, refund.date);
  return hex(hash64(bytes));
}

}  // namespace dealbell::intake
