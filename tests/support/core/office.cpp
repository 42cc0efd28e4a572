#include "support/core/office.hpp"

#include <cstdio>

namespace dealbell::test {

using namespace core;

Instant at(const std::string& time, const std::string& day) {
  return parse_instant(day + "T" + time + (time.size() == 5 ? ":00Z" : "Z")).value();
}

Day day(const std::string& text) { return parse_day(text).value(); }

DealBuilder::DealBuilder(const std::string& id) {
  event.source = "api";
  event.what = DealEvent{};
  deal().id = id;
  at("09:00");
}
DealBuilder& DealBuilder::owner(const std::string& who) {
  deal().owner = who;
  return *this;
}
DealBuilder& DealBuilder::no_owner() {
  deal().owner.emplace(std::nullopt);
  return *this;
}
DealBuilder& DealBuilder::amount(const std::string& text, const std::string& currency) {
  deal().amount = parse_amount(text).value();
  if (!currency.empty()) deal().currency = currency;
  return *this;
}
DealBuilder& DealBuilder::status(DealStatus status) {
  deal().status = status;
  if (status == DealStatus::deleted) event.operation = Operation::remove;
  return *this;
}
DealBuilder& DealBuilder::product(const std::string& product) {
  deal().product = product;
  return *this;
}
DealBuilder& DealBuilder::closed_at(TimeOrDay when) {
  deal().closed_at = when;
  return *this;
}
DealBuilder& DealBuilder::close_date(const std::string& text) {
  deal().close_date = day(text);
  return *this;
}
DealBuilder& DealBuilder::credits(std::initializer_list<CreditShare> shares) {
  deal().credits = std::vector<CreditShare>(shares);
  return *this;
}
DealBuilder& DealBuilder::at(Instant when) {
  event.occurred_at = event.received_at = when;
  event.id = deal().id + "@" + format_instant(when);
  return *this;
}
DealBuilder& DealBuilder::received(Instant when) {
  event.received_at = when;
  return *this;
}
DealBuilder& DealBuilder::quiet() {
  event.quiet = true;
  return *this;
}
DealBuilder deal(const std::string& id) { return DealBuilder(id); }

Event call(const std::string& id, const std::string& person, Instant when) {
  ActivityEvent activity;
  activity.id = id;
  activity.kind = "call";
  activity.person = person;
  activity.at = when;
  activity.status = ActivityStatus::done;
  return {"api",   id + "@" + format_instant(when), when, when, Operation::change, {}, false,
          activity};
}

Event refund(const std::string& id, const std::string& deal, const std::string& amount,
             const std::string& on, Instant when) {
  RefundEvent refund;
  refund.id = id;
  refund.deal = deal;
  refund.amount = parse_amount(amount).value();
  refund.currency = "EUR";
  refund.date = day(on);
  return {"api", id + "@" + format_instant(when), when, when, Operation::change, {}, false, refund};
}

Org Office::euros() {
  Org org;
  org.currency = "EUR";
  org.calendar.zone = "Etc/UTC";
  return org;
}

Office::Office(Org org) {
  auto calendar = Calendar::create(org.calendar).value();
  sales_ = std::make_unique<SalesState>(std::move(org), std::move(calendar));
}

Office& Office::apply(const Event& event) {
  sales_->apply(event, ++seq_);
  return *this;
}

std::string text(Unit unit, const Figure& figure) {
  if (const auto* sum = std::get_if<Sum>(&figure.value))
    return unit == Unit::money ? format_amount(*sum) : std::to_string(static_cast<long long>(*sum));
  if (const auto* ratio = std::get_if<double>(&figure.value)) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.4g", *ratio);
    return buffer;
  }
  return "-";
}

namespace {

KpiAnswer answer(const SalesState& sales, const std::string& measure, const std::string& by,
                 const std::string& from, const std::string& to,
                 const std::vector<KpiQuestion::Filter>& filters, Instant now) {
  KpiQuestion question{measure, by, {}, {}, filters};
  if (!from.empty()) question.from = day(from);
  if (!to.empty()) question.to = day(to);
  return ask(sales, question, now).value();
}

}  // namespace

std::string Office::kpi(const std::string& measure, const std::vector<KpiQuestion::Filter>& filters,
                        const std::string& from, const std::string& to) const {
  const auto a = answer(*sales_, measure, "", from, to, filters, now_);
  return text(a.unit, a.total.figure);
}

std::string Office::rows(const std::string& measure, const std::string& by, const std::string& from,
                         const std::string& to,
                         const std::vector<KpiQuestion::Filter>& filters) const {
  const auto a = answer(*sales_, measure, by, from, to, filters, now_);
  std::string all;
  for (const auto& row : a.rows) {
    if (!all.empty()) all += "; ";
    all += row.key.value_or("-") + " " + text(a.unit, row.figure);
  }
  return all;
}

}  // namespace dealbell::test
