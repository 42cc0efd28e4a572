// What an office does as one node of a shared log.

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>

#include "app/office/apply_slice.hpp"
#include "app/office/office.hpp"
#include "app/office/office_change.hpp"
#include "app/office/replay.hpp"
#include "base/log.hpp"
#include "io/clock.hpp"
#include "wire/org_json.hpp"

namespace dealbell::app {
namespace {

// An admin can wait longer than a sender.
constexpr std::chrono::milliseconds org_within{5'000};

Error not_taken(const store::Released& released) {
  return error(Errc::id_reused, "another node took this id before with another body, as seq " +
                                    std::to_string(released.placed.seq));
}

store::Rejected rejected(const store::Released& released) {
  const auto why = not_taken(released);
  store::Rejected row;
  row.at = io::now();
  row.source = released.record.source;
  row.code = info(why.code).name;
  row.message = why.message;
  row.bytes = static_cast<std::int64_t>(released.record.body.size());
  row.body = released.record.body;
  return row;
}

}  // namespace

std::string Office::receipt_id(std::int64_t number) const {
  return node_ + "-" + std::to_string(number);
}

boost::asio::awaitable<Result<wire::Receipt>> Office::receipt(std::string id) {
  const auto dash = id.rfind('-');
  std::int64_t number = 0;
  const auto* digits = id.data() + (dash == std::string::npos ? id.size() : dash + 1);
  const auto [end, wrong] = std::from_chars(digits, id.data() + id.size(), number);
  if (!shares() || wrong != std::errc{} || end != id.data() + id.size() || number < 1)
    co_return error(Errc::not_found, "there is no receipt \"" + id + "\"");
  if (id.substr(0, dash) != node_)
    co_return error(Errc::not_found,
                    "receipt " + id + " is of another node, ask there; this one is " + node_);
  auto look = [number](store::Ledger& ledger) {
    return std::pair(ledger.receipt(number), ledger.position().log);
  };
  const auto [state, log] = co_await with_ledger(look);
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
      receipt.rejected.push_back(
          {index,
           error(Errc::id_reused, "another node took this id before with another body", "/id")});
  co_return receipt;
}

boost::asio::awaitable<void> Office::apply(std::vector<Followed> events) {
  auto run = [this, events = std::move(events)]() -> boost::asio::awaitable<void> {
    ApplySlice slice(loop_.get_executor());
    for (const auto& [event, seq] : events) {
      if (event)
        sales_->apply(*event, seq);
      else
        sales_->pass(seq);
      if (slice.used_up()) co_await slice.yield();
    }
    changed_();
  };
  co_await io::await_on(loop_, std::ref(run));
}

boost::asio::awaitable<void> Office::apply_org(std::int64_t version) {
  auto read = [](store::Ledger& ledger) { return ledger.org(); };
  const auto newest = co_await with_ledger(read);
  if (!newest || !*newest || (*newest)->version != version) co_return;
  auto org = wire::read_org((*newest)->document, core::known_zone);
  if (!org) {
    log_error("version " + std::to_string(version) +
              " of the org document does not read here: " + org.error().message);
    co_return;
  }
  auto calendar = calendar_for(*org);
  if (calendar) co_await hold(std::move(*org), std::move(*calendar));
}

boost::asio::awaitable<void> Office::settle(std::vector<store::Released> released) {
  std::vector<store::Rejected> late;
  auto tell = [&] {
    for (const auto& one : released) {
      const bool heard = ingest_.settle(one);
      if (heard || one.placed.kind != store::Placed::id_reused) continue;
      if (one.record.source == wire::change_source)
        log_warning("this node's " + one.record.event_id +
                    " was not taken: the log has another one");
      else
        late.push_back(rejected(one));
    }
  };
  co_await io::run_on(loop_, tell);
  keep_rejected(std::move(late));
}

boost::asio::awaitable<Result<>> Office::change_log(core::LogNumber log, bool shorter) {
  std::optional<LoadedState> stored;
  if (shorter) {
    auto fold = [this](store::Ledger& ledger) -> Result<LoadedState> {
      auto org = stored_org(ledger);
      if (!org) return org.error();
      auto calendar = calendar_for(*org);
      if (!calendar) return calendar.error();
      return loaded_state(ledger, dir_, *org, *calendar);
    };
    auto folded = co_await with_ledger(fold);
    if (!folded) co_return folded.error();
    stored = std::move(*folded);
  }
  auto change = [&] {
    if (stored)
      sales_->become(*stored->sales, log);
    else
      sales_->set_log(log);
    changed_();
  };
  co_await io::run_on(loop_, change);
  co_return Result<>{};
}

boost::asio::awaitable<Result<std::int64_t>> Office::propose_org(
    std::string document, std::optional<std::int64_t> expected) {
  if (!sharing_())
    co_return error(Errc::unavailable,
                    "the log that all nodes share cannot be reached: put the document later");
  auto newest = [](store::Ledger& ledger) { return ledger.org(); };
  const auto before = co_await with_ledger(newest);
  if (!before) co_return before.error();
  const auto present = *before ? (*before)->version : 0;
  if (auto is = store::org_is_at(expected, present); !is) co_return is.error();
  std::vector<Incoming> one(1);
  one.front().record = record_of(wire::OrgChange{present + 1, std::move(document)}, io::now());
  const auto taken = co_await submit(std::move(one), org_within);
  if (!taken) co_return taken.error();
  switch (taken->placed.front().kind) {
    case store::Placed::waiting:
      co_return error(
          Errc::unavailable,
          "the log that all nodes share was lost meanwhile: read the document again later, "
          "this one may have been taken");
    case store::Placed::id_reused:
      co_return error(Errc::precondition_failed,
                      "another document was put at the same time: read it again");
    default:
      co_return present + 1;
  }
}

}  // namespace dealbell::app
