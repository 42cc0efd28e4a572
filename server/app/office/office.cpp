#include "app/office/office.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "app/office/log_records.hpp"
#include "app/office/office_change.hpp"
#include "app/office/replay.hpp"
#include "base/hash.hpp"
#include "base/log.hpp"
#include "io/clock.hpp"
#include "redis/log_server.hpp"
#include "wire/event_json.hpp"
#include "wire/org_json.hpp"

namespace dealbell::app {
namespace {

// Of one refused body the box keeps this much to look at and replay.
constexpr std::size_t kept_bytes_max = 64 * 1024;
// Of a shared log: how long a sender waits for its events to get their place in it.
constexpr std::chrono::milliseconds answer_within{200};
// About 2 ms of counting anew: as long as walls may wait.
constexpr std::size_t slice_entities = 1'000;

store::Rejected refused(std::string_view source, const Error& why, std::string_view text) {
  store::Rejected rejected;
  rejected.at = io::now();
  rejected.source = source;
  rejected.code = info(why.code).name;
  rejected.message = why.message;
  rejected.pointer = why.pointer;
  rejected.bytes = static_cast<std::int64_t>(text.size());
  rejected.hash = hash128_hex(text);
  if (text.size() <= kept_bytes_max) rejected.body = text;
  return rejected;
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

// Counts what became of an event; false when its id was used before with another body.
bool count(const store::Placed& placed, wire::Receipt& receipt) {
  switch (placed.kind) {
    case store::Placed::accepted:
      ++receipt.accepted;
      break;
    case store::Placed::duplicate:
      ++receipt.duplicates;
      break;
    case store::Placed::waiting:
      ++receipt.waiting;
      break;
    case store::Placed::id_reused:
      return false;
  }
  receipt.seq = std::max(receipt.seq, placed.seq);
  return true;
}

// Makes the ledger what this start needs.
Result<> fit(store::Ledger& ledger, bool shared) {
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
  const auto own = changes_of(ledger, io::now());
  if (!own) return own.error();
  const auto taken = ledger.enqueue(*own);
  // A full inbox has waited through this start, too; the next one tells what is missing.
  if (!taken && taken.error().code != Errc::cannot_store) return taken.error();
  return {};
}

}  // namespace

Result<std::unique_ptr<Office>> Office::open(const std::string& dir, const std::string& node) {
  auto ledger = store::Ledger::open(dir);
  if (!ledger) return ledger.error();
  if (auto fits = fit(*ledger, !node.empty()); !fits) return fits.error();
  auto org = stored_org(*ledger);
  if (!org) return org.error();
  auto calendar = calendar_for(*org);
  if (!calendar) return calendar.error();
  auto stored = loaded_state(*ledger, dir, *org, *calendar);
  if (!stored) return stored.error();
  std::unique_ptr<Office> office(new Office(std::move(*ledger), std::move(*stored), dir, node));
  office->loop_.start("state");
  return office;
}

Office::Office(store::Ledger ledger, LoadedState stored, std::string dir, std::string node)
    : dir_(std::move(dir)),
      node_(std::move(node)),
      ledger_(std::move(ledger)),
      sales_(std::move(stored.sales)),
      snapshot_seq_(stored.from),
      ingest_(*sales_,
              [this](std::span<const store::Record> records) {
                return shares() ? ledger_.enqueue(records) : ledger_.append(records);
              },
              ledger_.last_receipt(), loop_.get_executor(), disk_.get_executor(),
              {[this] { changed_(); }, [this](const Error& e) { disk_lost_(e); },
               [this](const Ingest::Commit& commit) { committed_(commit); }}) {}

Office::~Office() { stop(); }

void Office::stop() {
  disk_.join();
  loop_.stop();
}

boost::asio::awaitable<Result<wire::Receipt>> Office::take_body(std::string source,
                                                                std::string body,
                                                                std::string content_type) {
  const bool ndjson = content_type.find("ndjson") != std::string::npos ||
                      content_type.find("jsonl") != std::string::npos;
  auto batch = wire::parse_events(body, ndjson ? wire::BodyKind::ndjson : wire::BodyKind::detect,
                                  source, io::now());
  if (!batch) {
    keep_rejected(refused(source, batch.error(), body));
    co_return batch.error();
  }

  wire::Receipt receipt;
  std::vector<std::size_t> places;  // index in the body of every event that goes on
  std::vector<Incoming> good;
  std::vector<store::Rejected> kept;
  const auto reject = [&](std::size_t index, const Error& why, std::string_view raw) {
    kept.push_back(refused(source, why, raw));
    if (receipt.rejected.size() < wire::Receipt::rejected_max)
      receipt.rejected.push_back({index, why});
  };
  for (auto& item : batch->items) {
    if (item.event) {
      places.push_back(item.index);
      good.push_back(incoming(std::move(*item.event), item.index));
    } else {
      reject(item.index, item.event.error(), item.raw);
    }
  }
  keep_rejected(std::exchange(kept, {}));  // also when the good ones cannot be stored
  const auto taken = co_await submit(std::move(good), answer_within);
  if (!taken) co_return taken.error();

  for (std::size_t i = 0; i < taken->placed.size(); ++i) {
    const auto& placed = taken->placed[i];
    if (count(placed, receipt)) continue;
    auto why = std::string("this id was used before with another body");
    if (placed.seq > 0) why += ", as seq " + std::to_string(placed.seq);
    reject(places[i], error(Errc::id_reused, why, "/id"), batch->items[places[i]].raw);
  }
  if (receipt.waiting > 0) receipt.id = receipt_id(taken->receipt);
  receipt.log = taken->log;
  keep_rejected(std::move(kept));
  std::sort(receipt.rejected.begin(), receipt.rejected.end(),
            [](const auto& a, const auto& b) { return a.index < b.index; });
  co_return receipt;
}

boost::asio::awaitable<Result<wire::Receipt>> Office::take_events(std::vector<core::Event> events) {
  std::vector<Incoming> good;
  for (auto& event : events) good.push_back(incoming(std::move(event), good.size()));
  const auto taken = co_await submit(std::move(good), answer_within);
  if (!taken) co_return taken.error();
  wire::Receipt receipt;
  for (std::size_t i = 0; i < taken->placed.size(); ++i)
    if (!count(taken->placed[i], receipt))
      receipt.rejected.push_back(
          {i, error(Errc::id_reused, "this id was used before with another body")});
  if (receipt.waiting > 0) receipt.id = receipt_id(taken->receipt);
  receipt.log = taken->log;
  co_return receipt;
}

boost::asio::awaitable<Result<Ingest::Taken>> Office::submit(std::vector<Incoming> events,
                                                             std::chrono::milliseconds patience) {
  auto submit = [&] { return ingest_.submit(std::move(events), patience); };
  co_return co_await io::await_on(loop_, submit);
}

void Office::keep_rejected(store::Rejected rejected) {
  std::vector<store::Rejected> one;
  one.push_back(std::move(rejected));
  keep_rejected(std::move(one));
}

void Office::keep_rejected(std::vector<store::Rejected> rejected) {
  if (rejected.empty()) return;
  rejected_(rejected.size());
  boost::asio::post(disk_, [this, rejected = std::move(rejected)] {
    if (const auto kept = ledger_.reject(rejected); !kept)
      log_error("the rejected box could not keep something: " + kept.error().message);
  });
}

boost::asio::awaitable<Result<std::vector<store::Token>>> Office::tokens() {
  auto read = [](store::Ledger& ledger) { return ledger.tokens(); };
  return with_ledger(read);
}

boost::asio::awaitable<Result<>> Office::put_token(store::Token token) {
  auto put = [token = std::move(token), shared = shares()](store::Ledger& ledger) {
    return app::put_token(ledger, token, shared);
  };
  return with_ledger(put);
}

boost::asio::awaitable<Result<std::int64_t>> Office::put_org(std::string document,
                                                             std::optional<std::int64_t> expected) {
  auto org = wire::read_org(document, core::known_zone);
  if (!org) co_return org.error();
  auto calendar = calendar_for(*org);
  if (!calendar) co_return calendar.error();
  if (shares()) co_return co_await propose_org(std::move(document), expected);
  auto put = [&] { return ledger_.put_org(document, io::now(), expected); };
  auto version = co_await io::run_on(disk_, put);
  if (!version) co_return version.error();
  co_await hold(std::move(*org), std::move(*calendar));
  co_return *version;
}

// Aside, a slice at a time: boards and events go on under the old document until the new one is
// folded. Of two that are put at once the later one's turn ends both.
boost::asio::awaitable<void> Office::hold(core::Org org, core::Calendar calendar) {
  auto begin = [&] { sales_->begin_org(std::move(org), std::move(calendar)); };
  co_await io::run_on(loop_, begin);
  for (bool more = true; more;) {
    auto fold = [&] { more = sales_->fold_org(slice_entities); };
    co_await io::run_on(loop_, fold);
  }
  auto tell = [&] { changed_(); };
  co_await io::run_on(loop_, tell);
}

}  // namespace dealbell::app
