#pragma once

#include <initializer_list>
#include <memory>
#include <string>

#include "core/events/event.hpp"
#include "core/queries/kpi.hpp"
#include "core/state/sales_state.hpp"

namespace dealbell::test {

// 2026-11-23 is a Monday; times without a day are on it, in UTC.
Instant at(const std::string& time, const std::string& day = "2026-11-23");
Day day(const std::string& text);

// Builds deal events: deal("D1").owner("ana").amount("1200").status(won).at("09:00")
struct DealBuilder {
  core::Event event;

  explicit DealBuilder(const std::string& id);
  core::DealEvent& deal() { return std::get<core::DealEvent>(event.what); }
  DealBuilder& owner(const std::string& who);
  DealBuilder& no_owner();
  DealBuilder& amount(const std::string& text, const std::string& currency = "EUR");
  DealBuilder& status(core::DealStatus status);
  DealBuilder& product(const std::string& product);
  DealBuilder& closed_at(TimeOrDay when);
  DealBuilder& close_date(const std::string& day);
  DealBuilder& credits(std::initializer_list<core::CreditShare> shares);
  DealBuilder& at(Instant when);  // both occurred and received
  DealBuilder& at(const std::string& time) { return at(test::at(time)); }
  DealBuilder& received(Instant when);
  DealBuilder& quiet();
};
DealBuilder deal(const std::string& id);
core::Event call(const std::string& id, const std::string& person, Instant when);
core::Event refund(const std::string& id, const std::string& deal, const std::string& amount,
                   const std::string& day, Instant when);

// A sales state in euros and UTC to which events are applied one by one.
class Office {
 public:
  explicit Office(core::Org org = euros());
  static core::Org euros();

  Office& apply(const core::Event& event);
  Office& apply(const DealBuilder& builder) { return apply(builder.event); }

  // Sets `now` for questions that depend on it. Default: the end of Monday 2026-11-23.
  Office& at(Instant now) {
    now_ = now;
    return *this;
  }

  // The figure as text: "1200.00", "3", "0.5" or "-" for no value.
  std::string kpi(const std::string& measure,
                  const std::vector<core::KpiQuestion::Filter>& filters = {},
                  const std::string& from = "", const std::string& to = "") const;
  // The rows as "ana 1200.00 n1; ben 300.00 n2".
  std::string rows(const std::string& measure, const std::string& by, const std::string& from = "",
                   const std::string& to = "",
                   const std::vector<core::KpiQuestion::Filter>& filters = {}) const;

  core::SalesState& sales() { return *sales_; }
  const core::SalesState& sales() const { return *sales_; }

 private:
  std::unique_ptr<core::SalesState> sales_;
  Instant now_ = test::at("23:59");
  Seq seq_ = 0;
};

std::string text(core::Unit unit, const core::Figure& figure);

}  // namespace dealbell::test
