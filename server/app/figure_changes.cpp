#include "app/figure_changes.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <filesystem>

#include "app/office/replay.hpp"
#include "app/office/stored_org.hpp"
#include "app/system/files.hpp"
#include "base/log.hpp"
#include "io/clock.hpp"

namespace dealbell::app {
namespace {

std::string path_in(const std::string& dir) { return dir + "/figures.json"; }

template <class Work>
auto wait_for(Office& office, Work work) {
  return boost::asio::co_spawn(office.loop().context(), std::move(work), boost::asio::use_future)
      .get();
}

wire::KeptTotals present_totals(Office& office, int version) {
  auto read_org = [](store::Ledger& ledger) {
    const auto org = ledger.org();
    return org && *org ? (*org)->version : 0;
  };
  auto read = [](const core::SalesState& sales) {
    wire::KeptTotals kept;
    kept.log = sales.log();
    kept.seq = sales.seq();
    kept.totals = core::period_totals(sales);
    return kept;
  };
  auto kept = wait_for(office, office.query_sales(read));
  kept.org = wait_for(office, office.with_ledger(read_org));
  kept.version = version;
  return kept;
}

// What the events up to `until` give by the present rules.
Result<core::PeriodTotals> totals_until(Office& office, Seq until) {
  auto fold = [until](store::Ledger& ledger) -> Result<core::PeriodTotals> {
    auto org = stored_org(ledger);
    if (!org) return org.error();
    auto calendar = calendar_for(*org);
    if (!calendar) return calendar.error();
    core::SalesState sales(std::move(*org), std::move(*calendar));
    std::optional<Error> failed;
    const auto read = ledger.read(0, [&](const store::LoggedRecord& logged) {
      if (logged.seq > until) return false;
      const auto event = event_in(logged);
      if (!event) failed = event.error();
      if (event && *event) sales.apply(**event, logged.seq);
      return !failed;
    });
    if (failed) return *failed;
    if (!read) return read.error();
    return core::period_totals(sales);
  };
  return wait_for(office, office.with_ledger(fold));
}

// What moved from the kept totals to those of the same events by the present rules.
Result<std::vector<std::string>> moved(Office& office, const wire::KeptTotals& before,
                                       const wire::KeptTotals& present,
                                       std::span<const core::FigureRule> rules) {
  if (before.log != present.log || before.seq > present.seq)
    return error(Errc::conflict, "the totals of before are those of another log");
  if (before.org != present.org)
    return error(Errc::conflict, "the org document has changed since the totals were kept");
  auto now = before.seq == present.seq ? Result<core::PeriodTotals>(present.totals)
                                       : totals_until(office, before.seq);
  if (!now) return now.error();
  auto compare = [&](const core::SalesState& sales) {
    return core::moved_totals(before.totals, *now, sales.calendar(), rules);
  };
  return wait_for(office, office.query_sales(compare));
}

void log_change(const wire::FigureChange& change) {
  log_warning("this version counts by rules " + std::to_string(change.to) + ", the last one by " +
              std::to_string(change.from));
  for (const auto& rule : change.rules) log_warning("figures: " + rule);
  if (!change.note.empty()) log_warning("figures: what moved is not known: " + change.note);
  for (const auto& line : change.moved) log_warning("figures: " + line);
  if (change.note.empty() && change.moved.empty()) log_info("figures: no total moved");
}

// The totals that were kept; those of 0.1, which kept none, if there is no file.
wire::KeptTotals kept_totals(const std::string& dir, std::string& note) {
  wire::KeptTotals none;
  none.version = 1;
  note = "0.1 kept no totals";
  if (!std::filesystem::exists(path_in(dir))) return none;
  const auto text = read_file(path_in(dir));
  auto kept = text ? wire::read_kept_totals(*text) : Result<wire::KeptTotals>(text.error());
  note = kept ? "" : kept.error().message;
  return kept ? std::move(*kept) : none;
}

}  // namespace

std::optional<wire::FigureChange> compare_figures(Office& office, const std::string& dir,
                                                  const FigureRules& rules) {
  std::string note;
  const auto before = kept_totals(dir, note);
  const auto present = present_totals(office, rules.version);
  auto changed = before.changed;
  if (before.version != rules.version && present.seq > 0) {
    changed = wire::FigureChange{before.version, rules.version, io::now(), {}, {}, note};
    std::vector<core::FigureRule> newer;
    for (const auto& rule : rules.rules)
      if (rule.version > before.version) newer.push_back(rule);
    for (const auto& rule : newer) changed->rules.emplace_back(rule.what);
    if (note.empty()) {
      auto lines = moved(office, before, present, newer);
      if (lines)
        changed->moved = std::move(*lines);
      else
        changed->note = lines.error().message;
    }
    log_change(*changed);
  }
  keep_figures(office, dir, changed, rules);
  return changed;
}

void keep_figures(Office& office, const std::string& dir,
                  const std::optional<wire::FigureChange>& changed, const FigureRules& rules) {
  auto kept = present_totals(office, rules.version);
  kept.changed = changed;
  if (const auto written = write_private_file(path_in(dir), wire::write_kept_totals(kept));
      !written)
    log_warning("the totals were not kept: " + written.error().message);
}

}  // namespace dealbell::app
