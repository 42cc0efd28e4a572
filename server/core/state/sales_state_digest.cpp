#include <string>

#include "base/hash.hpp"
#include "core/state/sales_state.hpp"

// The digest is the sum of the hashes of all entities' canonical texts, so it depends neither on
// the order of arrival nor on internal numbers.
namespace dealbell::core {
namespace {

class Text {
 public:
  explicit Text(const Stamps& stamps) : stamps_(stamps) {}

  Text& operator<<(std::string_view s) {
    out_ += std::to_string(s.size());
    out_ += ':';
    out_ += s;
    return *this;
  }
  Text& operator<<(std::int32_t n) { return *this << std::int64_t{n}; }
  Text& operator<<(std::int64_t n) {
    out_ += std::to_string(n);
    out_ += ';';
    return *this;
  }
  Text& name(Name n) { return *this << std::string_view(stamps_.names().text(n)); }

  Text& stamp(StampId id) {
    if (id == no_stamp) return *this << "-";
    const auto& s = stamps_[id];
    *this << to_ms(s.time);
    if (s.ahead.count() > 0) *this << "+" << std::int64_t{s.ahead.count()};
    *this << static_cast<int>(s.operation) << s.order.value_or(-1);
    return name(s.source) << std::string_view(s.id);
  }
  void value(Name n) { name(n); }
  void value(const std::string& s) { *this << std::string_view(s); }
  void value(bool b) { *this << std::int64_t{b}; }
  void value(std::int64_t n) { *this << n; }
  void value(std::int32_t n) { *this << std::int64_t{n}; }
  void value(Amount a) { *this << a.e4; }
  void value(Instant t) { *this << to_ms(t); }
  void value(TimeOrDay t) {
    if (t.is_day())
      value(format_day(t.day()));  // unlike any time
    else
      value(t.time());
  }
  void value(Day d) { *this << std::int64_t{d.time_since_epoch().count()}; }
  void value(DealStatus s) { *this << static_cast<int>(s); }
  void value(ActivityStatus s) { *this << static_cast<int>(s); }
  void value(const RawCredit& c) { name(c.person) << c.percent_e4 << static_cast<int>(c.role); }
  template <class T>
  void value(const std::vector<T>& list) {
    *this << static_cast<std::int64_t>(list.size());
    for (const auto& item : list) value(item);
  }
  template <class T>
  void value(const std::optional<T>& maybe) {
    *this << (maybe ? "=" : "~");
    if (maybe) value(*maybe);
  }
  template <class T>
  Text& operator<<(const Register<T>& field) {
    stamp(field.stamp);
    if (field.stamp != no_stamp) value(field.value);
    return *this;
  }
  template <class T>
  Text& operator<<(const History<T>& history) {
    for (const auto& change : history.changes) {
      stamp(change.stamp);
      value(change.value);
    }
    return *this << "|";
  }
  Text& operator<<(const Contribution& c) {
    *this << static_cast<int>(c.base);
    value(c.day);
    name(c.currency) << c.amount_e4 << c.n << c.extra << c.extra_n;
    value(c.belongs_to);
    for (const auto d : c.dimensions) name(d);
    for (const auto& credit : c.credits)
      name(credit.person).name(credit.team)
          << credit.amount_e4 << credit.extra << static_cast<int>(credit.role);
    return *this << "/";
  }
  const std::string& str() const { return out_; }

 private:
  const Stamps& stamps_;
  std::string out_;
};

}  // namespace

std::string SalesState::digest() const {
  std::uint64_t high = 0, low = 0;
  const auto add = [&](const Text& text) {
    high += hash64(text.str(), 1);
    low += hash64(text.str(), 2);
  };
  for (const auto& d : facts_->deals) {
    Text text(facts_->stamps);
    text << "deal";
    text.name(d.source).name(d.id)
        << d.status << d.stage << d.owner << d.amount << d.title << d.lost_reason << d.currency
        << d.team << d.pipeline << d.product << d.region << d.lead_source << d.customer << d.kind
        << d.forecast << d.probability_e4 << d.created_at << d.closed_at << d.close_date
        << d.credits;
    text << d.first_create;
    for (const auto& a : d.amounts) text.name(a.name) << a.amount;
    const auto org_context = this->org_context();
    const auto parts = contributions(DealContext(d, org_context));
    std::uint64_t sum = 0;  // a sum, because refunds have no order
    for (const auto& c : parts) {
      Text part(facts_->stamps);
      part << c;
      sum += hash64(part.str());
    }
    text << static_cast<std::int64_t>(sum);
    add(text);
  }
  for (const auto& r : facts_->refunds) {
    Text text(facts_->stamps);
    text << "refund";
    text.name(r.source).name(r.id) << r.deal << r.amount << r.currency << r.date << r.deleted;
    add(text);
  }
  for (const auto& a : facts_->activities) {
    Text text(facts_->stamps);
    text << "activity";
    text.name(a.source).name(a.id) << a.kind << a.person << a.team << a.deal << a.outcome << a.at
                                   << a.status << a.duration_s << a.automatic;
    for (const auto& c : contributions(a, org_context())) text << c;
    add(text);
  }
  char hex[33];
  std::snprintf(hex, sizeof hex, "%016llx%016llx", static_cast<unsigned long long>(high),
                static_cast<unsigned long long>(low));
  return hex;
}

}  // namespace dealbell::core
