// What an office does as one node of a shared log.

#include <charconv>

#include "app/office/apply_slice.hpp"
#include "app/office/office.hpp"
#include "app/office/office_change.hpp"
#include "app/office/rejected_row.hpp"
#include "app/office/stored_org.hpp"
#include "base/log.hpp"
#include "core/counting/days_as_times.hpp"
#include "io/clock.hpp"
#include "wire/org_json.hpp"

namespace dealbell::app {
namespace {

// Longer than for events: an admin can wait longer than a sender.
constexpr std::chrono::milliseconds org_confirmed_within{5'000};

constexpr const char* id_used_by_another_node =
    "another node accepted this id before with another body";

store::Rejected late_rejection(const store::Released& released) {
  const auto why = error(Errc::id_reused, std::string(id_used_by_another_node) + ", as seq " +
                                              std::to_string(released.placed.seq));
  const auto& record = released.record;
  return rejected_row(record.source, why, record.body, record.body);
}

}  // namespace

std::string Office::receipt_id(std::int64_t number) const {
  return node_ + "-" + std::to_string(number);
}

boost::asio::awaitable<Result<wire::Receipt>> Office::receipt(std::string id) {
  const auto dash = id.rfind('-');
  std::int64_t number = 0;
  const auto* digits = id.data() + (dash == std::string::npos ? id.size() : dash + 1);
  const auto [end, ec] = std::from_chars(digits, id.data() + id.size(), number);
  if (!is_shared() || ec != std::errc{} || end != id.data() + id.size() || number < 1)
    co_return error(Errc::not_found, "there is no receipt \"" + id + "\"");
  if (id.substr(0, dash) != node_)
    co_return error(Errc::not_found, "receipt " + id + " was given by another node: query that " +
                                         "one; this one is " + node_);
  auto read = [number](store::Ledger& ledger) {
    return std::pair(ledger.receipt(number), ledger.position().log);
  };
  const auto [state, log] = co_await with_ledger(read);
  if (!state) co_return state.error();
  wire::Receipt receipt;
  receipt.id = std::move(id);
  receipt.log = log;
  receipt.seq = state->seq;
  receipt.accepted = static_cast<std::int64_t>(state->accepted);
  receipt.duplicates = static_cast<std::int64_t>(state->duplicates);
  receipt.waiting = static_cast<std::int64_t>(state->waiting);
  for (const auto index : state->reused)
    if (receipt.rejected.size() < wire::Receipt::rejected_max)
      receipt.rejected.push_back({index, error(Errc::id_reused, id_used_by_another_node, "/id")});
  co_return receipt;
}

// On the state loop.
void Office::use_readable_format(std::vector<Incoming>& events) const {
  if (hooks_.record_format() >= format_with_days) return;
  for (auto& in : events)
    if (in.record.source != wire::change_source &&
        core::days_to_times(in.event, sales_->calendar()))
      in.record.body = wire::write_event(in.event);
}

boost::asio::awaitable<void> Office::apply(std::vector<LogItem> items) {
  auto run = [this, items = std::move(items)]() -> boost::asio::awaitable<void> {
    ApplySlice slice(loop_.get_executor());
    for (const auto& [event, seq] : items) {
      if (event)
        sales_->apply(*event, seq);
      else
        sales_->skip(seq);
      if (slice.used_up()) co_await slice.yield();
    }
    hooks_.changed();
  };
  co_await io::await_on(loop_, std::ref(run));
}

boost::asio::awaitable<void> Office::apply_org(std::int64_t version) {
  auto read = [](store::Ledger& ledger) { return ledger.org(); };
  const auto newest = co_await with_ledger(read);
  if (!newest || !*newest || (*newest)->version != version) co_return;
  auto org = wire::read_org((*newest)->document, core::known_zone, wire::OrgRules::when_stored);
  if (!org) {
    log_error("version " + std::to_string(version) +
              " of the org document cannot be read by this node: " + org.error().message);
    co_return;
  }
  auto calendar = calendar_for(*org);
  if (calendar) co_await activate_org(std::move(*org), std::move(*calendar));
}

boost::asio::awaitable<Result<>> Office::share_devices() {
  auto queue = [](store::Ledger& ledger) -> Result<> {
    const auto changes = changes_of(ledger, io::now(), true);
    if (!changes) return changes.error();
    const auto queued = ledger.enqueue(*changes);
    return queued ? Result<>{} : queued.error();
  };
  const auto queued = co_await with_ledger(queue);
  if (queued) hooks_.queued();
  co_return queued;
}

boost::asio::awaitable<void> Office::resolve(std::vector<store::Released> released) {
  std::vector<store::Rejected> late;
  auto resolve_all = [&] {
    for (const auto& one : released) {
      const bool answered = ingest_.resolve(one);
      if (answered || one.placed.outcome != store::Placed::reused) continue;
      if (one.record.source == wire::change_source)
        log_warning("the " + one.record.event_id +
                    " of this node was not accepted: the log has another one");
      else
        late.push_back(late_rejection(one));
    }
  };
  co_await io::run_on(loop_, resolve_all);
  keep_late(std::move(late));
}

boost::asio::awaitable<Result<>> Office::switch_log(LogNumber log, bool shorter) {
  std::optional<LoadedState> reloaded;
  if (shorter) {
    auto load = [this](store::Ledger& ledger) -> Result<LoadedState> {
      auto org = stored_org(ledger);
      if (!org) return org.error();
      auto calendar = calendar_for(*org);
      if (!calendar) return calendar.error();
      return loaded_state(ledger, dir_, *org, *calendar);
    };
    auto loaded = co_await with_ledger(load);
    if (!loaded) co_return loaded.error();
    reloaded = std::move(*loaded);
  }
  auto change = [&] {
    if (reloaded)
      sales_->swap_contents(*reloaded->sales, log);
    else
      sales_->set_log(log);
    calendar_.store(std::make_shared<const core::Calendar>(sales_->calendar()));
    hooks_.changed();
  };
  co_await io::run_on(loop_, change);
  co_return Result<>{};
}

boost::asio::awaitable<Result<std::int64_t>> Office::propose_org(
    std::string document, std::optional<std::int64_t> expected) {
  if (!hooks_.log_reachable())
    co_return error(Errc::unavailable,
                    "the log that all nodes share cannot be reached: put the document later");
  auto read = [](store::Ledger& ledger) { return ledger.org(); };
  const auto newest = co_await with_ledger(read);
  if (!newest) co_return newest.error();
  const auto present = *newest ? (*newest)->version : 0;
  if (auto matches = store::check_org_version(expected, present); !matches)
    co_return matches.error();
  std::vector<Incoming> proposal(1);
  proposal.front().record = record_of(wire::OrgChange{present + 1, std::move(document)}, io::now());
  const auto submitted = co_await submit(std::move(proposal), org_confirmed_within);
  if (!submitted) co_return submitted.error();
  switch (submitted->placed.front().outcome) {
    case store::Placed::waiting:
      co_return error(
          Errc::unavailable,
          "the connection to the log that all nodes share was lost: the document may have been "
          "stored, so read it again later");
    case store::Placed::reused:
      co_return error(Errc::precondition_failed,
                      "another document was put at the same time: read it again");
    default:
      co_return present + 1;
  }
}

}  // namespace dealbell::app
