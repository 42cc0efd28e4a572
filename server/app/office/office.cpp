#include "app/office/office.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "app/office/log_records.hpp"
#include "app/office/office_change.hpp"
#include "app/office/rejected_row.hpp"
#include "app/office/stored_org.hpp"
#include "base/log.hpp"
#include "io/clock.hpp"
#include "redis/log_server.hpp"
#include "wire/event_json.hpp"
#include "wire/org_json.hpp"
#include "wire/same_event.hpp"

namespace dealbell::app {
namespace {

// A batch may be answered with 200 although an event in it was rejected, so that is kept whole. Who
// sent a body that cannot be parsed gets 4xx and still has it: of that, texts up to this size.
constexpr std::size_t kept_body_max = 64 << 10;
// How long a sender waits for its events to be confirmed by the shared log.
constexpr std::chrono::milliseconds confirmed_within{200};
// Takes about 2 ms of the state loop, which is as long as boards may wait.
constexpr std::size_t entities_per_slice = 1'000;

constexpr const char* id_was_used = "this id was used before with another body";

store::Rejected rejected_text(std::string_view source, const Error& why, std::string_view text,
                              std::size_t kept_max) {
  const bool keep = text.size() <= kept_max;
  return rejected_row(source, why, text, keep ? text : std::string_view{});
}

Incoming incoming(core::Event event, std::size_t index) {
  Incoming in;
  in.record.index = index;
  in.record.source = event.source;
  in.record.event_id = event.id;
  in.record.received_at = event.received_at;
  in.record.body = wire::write_event(event);
  in.event = std::move(event);
  return in;
}

// Adds one outcome to the receipt; false when the id was used before with another body.
bool count(const store::Placed& placed, wire::Receipt& receipt) {
  switch (placed.outcome) {
    case store::Placed::accepted:
      ++receipt.accepted;
      break;
    case store::Placed::duplicate:
      ++receipt.duplicates;
      break;
    case store::Placed::waiting:
      ++receipt.waiting;
      break;
    default:  // reused
      return false;
  }
  receipt.seq = std::max(receipt.seq, placed.seq);
  return true;
}

// Makes the ledger a copy of a shared log, or checks that it is none.
Result<> prepare_ledger(store::Ledger& ledger, bool shared) {
  if (!shared) {
    if (!ledger.shared() && ledger.inbox_size().events == 0) return {};
    return error(
        Errc::conflict,
        "this directory has a copy of a shared log: serve it with \"log\": \"redis\" in the "
        "settings, and import while it is served");
  }
  const auto chain = [](std::string_view before, const store::Record& record) {
    return redis::next_chain(before, log_record(record));
  };
  if (auto chained = ledger.chain_all(chain); !chained) return chained;
  // Whether the other nodes understand records of devices is known later.
  const auto own_changes = changes_of(ledger, io::now(), false);
  if (!own_changes) return own_changes.error();
  const auto queued = ledger.enqueue(*own_changes);
  // A full inbox does not prevent the start: the next start queues what is missing.
  if (!queued && queued.error().code != Errc::cannot_store) return queued.error();
  return {};
}

}  // namespace

Result<std::unique_ptr<Office>> Office::open(const std::string& dir, const std::string& node,
                                             OfficeHooks hooks, store::Options ledger_options) {
  ledger_options.same_event = wire::same_event;
  auto ledger = store::Ledger::open(dir, ledger_options);
  if (!ledger) return ledger.error();
  if (auto prepared = prepare_ledger(*ledger, !node.empty()); !prepared) return prepared.error();
  auto org = stored_org(*ledger);
  if (!org) return org.error();
  const auto broken = broken_rules(*ledger);
  if (!broken) return broken.error();
  for (const auto& rule : *broken) log_warning("org document: " + rule.message);
  auto calendar = calendar_for(*org);
  if (!calendar) return calendar.error();
  auto state = loaded_state(*ledger, dir, *org, *calendar);
  if (!state) return state.error();
  std::unique_ptr<Office> office(
      new Office(std::move(*ledger), std::move(*state), dir, node, std::move(hooks)));
  office->loop_.start("state");
  return office;
}

Office::Office(store::Ledger ledger, LoadedState state, std::string dir, std::string node,
               OfficeHooks hooks)
    : dir_(std::move(dir)),
      node_(std::move(node)),
      hooks_(std::move(hooks)),
      ledger_(std::move(ledger)),
      sales_(std::move(state.sales)),
      calendar_(std::make_shared<const core::Calendar>(sales_->calendar())),
      snapshot_seq_(state.from),
      ingest_(*sales_,
              [this](std::span<const store::Record> records) {
                return is_shared() ? ledger_.enqueue(records) : ledger_.append(records);
              },
              ledger_.last_receipt(), loop_.get_executor(), disk_.get_executor(),
              {hooks_.changed, hooks_.disk_failed, hooks_.committed}) {}

Office::~Office() { stop(); }

void Office::stop() {
  disk_.join();
  loop_.stop();
}

boost::asio::awaitable<Result<wire::Receipt>> Office::submit_body(std::string source,
                                                                  std::string body,
                                                                  wire::BodyKind kind,
                                                                  Arrival arrival) {
  auto batch = wire::parse_events(body, kind, source, io::now());
  std::vector<store::Rejected> rows;
  const auto keep = [&](const Error& why, std::string_view raw, std::size_t kept_max) {
    const bool in_the_box = arrival == Arrival::replay && raw == body;
    if (!in_the_box) rows.push_back(rejected_text(source, why, raw, kept_max));
  };
  if (!batch) {
    hooks_.rejected(1);
    keep(batch.error(), body, kept_body_max);
    const auto kept = co_await keep_rejected(std::move(rows));
    co_return kept ? batch.error() : kept.error();
  }

  wire::Receipt receipt;
  std::vector<std::size_t> indexes;  // in the body, of every event that is submitted
  std::vector<Incoming> valid;
  std::size_t rejected = 0;
  const auto reject = [&](std::size_t index, const Error& why, std::string_view raw) {
    ++rejected;
    keep(why, raw, raw.size());
    if (receipt.rejected.size() < wire::Receipt::rejected_max)
      receipt.rejected.push_back({index, why});
  };
  for (auto& item : batch->items) {
    if (item.event) {
      indexes.push_back(item.index);
      valid.push_back(incoming(std::move(*item.event), item.index));
    } else {
      reject(item.index, item.event.error(), item.raw);
    }
  }
  // First, so that a request of which something cannot be kept is refused whole.
  if (const auto kept = co_await keep_rejected(std::exchange(rows, {})); !kept)
    co_return kept.error();
  const auto submitted = co_await submit(std::move(valid), confirmed_within);
  if (!submitted) co_return submitted.error();

  for (std::size_t i = 0; i < submitted->placed.size(); ++i) {
    const auto& placed = submitted->placed[i];
    if (count(placed, receipt)) continue;
    std::string why = id_was_used;
    if (placed.seq > 0) why += ", as seq " + std::to_string(placed.seq);
    reject(indexes[i], error(Errc::id_reused, why, "/id"), batch->items[indexes[i]].raw);
  }
  finish_receipt(receipt, *submitted);
  if (const auto kept = co_await keep_rejected(std::move(rows)); !kept) co_return kept.error();
  hooks_.rejected(rejected);
  std::sort(receipt.rejected.begin(), receipt.rejected.end(),
            [](const auto& a, const auto& b) { return a.index < b.index; });
  co_return receipt;
}

boost::asio::awaitable<Result<wire::Receipt>> Office::submit_events(
    std::vector<core::Event> events) {
  std::vector<Incoming> valid;
  for (auto& event : events) valid.push_back(incoming(std::move(event), valid.size()));
  const auto submitted = co_await submit(std::move(valid), confirmed_within);
  if (!submitted) co_return submitted.error();
  wire::Receipt receipt;
  for (std::size_t i = 0; i < submitted->placed.size(); ++i)
    if (!count(submitted->placed[i], receipt))
      receipt.rejected.push_back({i, error(Errc::id_reused, id_was_used)});
  finish_receipt(receipt, *submitted);
  co_return receipt;
}

void Office::finish_receipt(wire::Receipt& receipt, const Ingest::Submitted& submitted) const {
  if (receipt.waiting > 0) receipt.id = receipt_id(submitted.receipt);
  receipt.log = submitted.log;
}

boost::asio::awaitable<Result<Ingest::Submitted>> Office::submit(
    std::vector<Incoming> events, std::chrono::milliseconds patience) {
  auto submit = [&] {
    if (is_shared()) use_readable_format(events);
    return ingest_.submit(std::move(events), patience);
  };
  co_return co_await io::await_on(loop_, submit);
}

boost::asio::awaitable<Result<>> Office::keep_rejected(std::vector<store::Rejected> rows) {
  if (rows.empty()) co_return Result<>{};
  auto keep = [rows = std::move(rows)](store::Ledger& ledger) { return ledger.reject(rows); };
  const auto kept = co_await with_ledger(std::move(keep));
  if (!kept) co_return kept.error();
  co_return Result<>{};
}

// The sender was told that these are stored, so nothing but the disk may refuse them.
void Office::keep_late(std::vector<store::Rejected> rows) {
  if (rows.empty()) return;
  hooks_.rejected(rows.size());
  boost::asio::post(disk_, [this, rows = std::move(rows)] {
    if (const auto kept = ledger_.reject(rows, store::Room::guaranteed); !kept)
      log_error("rejected items could not be kept: " + kept.error().message);
  });
}

void Office::note_refused(store::Refused refused) {
  boost::asio::post(disk_, [this, refused = std::move(refused)] {
    if (const auto noted = ledger_.refuse(refused); !noted)
      log_error("a refused request could not be noted: " + noted.error().message);
  });
}

void Office::set_rejected_senders(std::vector<std::string> senders) {
  boost::asio::post(disk_, [this, senders = std::move(senders)]() mutable {
    ledger_.set_rejected_senders(std::move(senders));
  });
}

boost::asio::awaitable<Result<>> Office::commit(wire::OfficeChange change) {
  // Asked on the disk thread: what is stored before the answer changes is queued by
  // share_devices().
  auto commit = [this, change = std::move(change)](store::Ledger& ledger) {
    const Sharing sharing{is_shared(),
                          is_shared() && hooks_.record_format() >= format_with_devices};
    return commit_change(ledger, change, io::now(), sharing);
  };
  const auto committed = co_await with_ledger(std::move(commit));
  if (committed && is_shared()) hooks_.queued();
  co_return committed;
}

boost::asio::awaitable<Result<std::int64_t>> Office::put_org(std::string document,
                                                             std::optional<std::int64_t> expected) {
  const auto rules =
      co_await with_ledger([](store::Ledger& ledger) { return rules_for_next_org(ledger); });
  if (!rules) co_return rules.error();
  auto org = wire::read_org(document, core::known_zone, *rules);
  if (!org) co_return org.error();
  auto calendar = calendar_for(*org);
  if (!calendar) co_return calendar.error();
  if (is_shared()) co_return co_await propose_org(std::move(document), expected);
  auto put = [&] { return ledger_.put_org(document, io::now(), expected); };
  auto version = co_await io::run_on(disk_, put);
  if (!version) co_return version.error();
  co_await activate_org(std::move(*org), std::move(*calendar));
  co_return *version;
}

// A slice at a time, beside the org view in use: boards and events go on with the old document
// until the new view is complete. When a second document is put meanwhile, its view replaces the
// unfinished one, and both calls return when that is complete.
boost::asio::awaitable<void> Office::activate_org(core::Org org, core::Calendar calendar) {
  calendar_.store(std::make_shared<const core::Calendar>(calendar));
  auto begin = [&] { sales_->begin_org(std::move(org), std::move(calendar)); };
  co_await io::run_on(loop_, begin);
  for (bool more = true; more;) {
    auto build = [&] { more = sales_->fold_org(entities_per_slice); };
    co_await io::run_on(loop_, build);
  }
  auto report = [&] { hooks_.changed(); };
  co_await io::run_on(loop_, report);
}

}  // namespace dealbell::app
