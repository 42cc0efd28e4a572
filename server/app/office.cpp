#include "app/office.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "app/replay.hpp"
#include "base/hash.hpp"
#include "base/log.hpp"
#include "io/clock.hpp"
#include "wire/event_json.hpp"
#include "wire/org_json.hpp"

namespace dealbell::app {
namespace {

// More than anybody fixes by hand in one go; the rest is counted.
constexpr std::size_t rejected_listed_max = 1'000;
// Of one refused body the box keeps this much to look at and replay.
constexpr std::size_t kept_bytes_max = 64 * 1024;
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

Incoming incoming(core::Event event) {
  Incoming in;
  in.record.source = event.source;
  in.record.event_id = event.id;
  in.record.received_at = event.received_at;
  in.record.body = wire::write_event(event);
  in.event = std::move(event);
  return in;
}

}  // namespace

Result<std::unique_ptr<Office>> Office::open(const std::string& dir) {
  auto ledger = store::Ledger::open(dir);
  if (!ledger) return ledger.error();
  auto org = stored_org(*ledger);
  if (!org) return org.error();
  auto calendar = calendar_for(*org);
  if (!calendar) return calendar.error();
  auto stored = stored_floor(*ledger, dir, *org, *calendar);
  if (!stored) return stored.error();
  std::unique_ptr<Office> office(new Office(std::move(*ledger), std::move(*stored)));
  office->loop_.start();
  return office;
}

Office::Office(store::Ledger ledger, StoredFloor stored)
    : ledger_(std::move(ledger)),
      floor_(std::move(stored.floor)),
      snapshot_seq_(stored.from),
      ingest_(*floor_, ledger_, loop_.get_executor(), disk_.get_executor(),
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
    if (receipt.rejected.size() < rejected_listed_max) receipt.rejected.push_back({index, why});
  };
  for (auto& item : batch->items) {
    if (item.event) {
      places.push_back(item.index);
      good.push_back(incoming(std::move(*item.event)));
    } else {
      reject(item.index, item.event.error(), item.raw);
    }
  }
  keep_rejected(std::exchange(kept, {}));  // also when the good ones cannot be stored
  auto submit = [&] { return ingest_.submit(std::move(good)); };
  const auto placed = co_await io::await_on(loop_, submit);
  if (!placed) co_return placed.error();

  for (std::size_t i = 0; i < placed->size(); ++i) {
    const auto& p = (*placed)[i];
    if (p.kind == store::Placed::id_reused) {
      const auto why = error(
          Errc::id_reused,
          "this id was used before with another body, as seq " + std::to_string(p.seq), "/id");
      reject(places[i], why, batch->items[places[i]].raw);
      continue;
    }
    (p.kind == store::Placed::accepted ? receipt.accepted : receipt.duplicates) += 1;
    receipt.seq = std::max(receipt.seq, p.seq);
  }
  keep_rejected(std::move(kept));
  std::sort(receipt.rejected.begin(), receipt.rejected.end(),
            [](const auto& a, const auto& b) { return a.index < b.index; });
  co_return receipt;
}

boost::asio::awaitable<Result<wire::Receipt>> Office::take_events(std::vector<core::Event> events) {
  std::vector<Incoming> good;
  for (auto& event : events) good.push_back(incoming(std::move(event)));
  auto submit = [&] { return ingest_.submit(std::move(good)); };
  const auto placed = co_await io::await_on(loop_, submit);
  if (!placed) co_return placed.error();
  wire::Receipt receipt;
  for (std::size_t i = 0; i < placed->size(); ++i) {
    const auto& p = (*placed)[i];
    if (p.kind == store::Placed::id_reused)
      receipt.rejected.push_back(
          {i, error(Errc::id_reused, "this id was used before with another body")});
    else
      (p.kind == store::Placed::accepted ? receipt.accepted : receipt.duplicates) += 1;
    receipt.seq = std::max(receipt.seq, p.seq);
  }
  co_return receipt;
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
      log_line("the rejected box could not keep something: " + kept.error().message);
  });
}

boost::asio::awaitable<Result<std::vector<store::Token>>> Office::tokens() {
  auto read = [](store::Ledger& ledger) { return ledger.tokens(); };
  return with_ledger(read);
}

boost::asio::awaitable<Result<std::int64_t>> Office::put_org(std::string document,
                                                             std::optional<std::int64_t> expected) {
  auto org = wire::read_org(document, core::known_zone);
  if (!org) co_return org.error();
  auto calendar = calendar_for(*org);
  if (!calendar) co_return calendar.error();
  auto put = [&] { return ledger_.put_org(document, io::now(), expected); };
  auto version = co_await io::run_on(disk_, put);
  if (!version) co_return version.error();
  // Aside, a slice at a time: boards and events go on under the old document until the new one is
  // folded. Of two that are put at once the later one's turn ends both.
  auto begin = [&] { floor_->begin_org(std::move(*org), std::move(*calendar)); };
  co_await io::run_on(loop_, begin);
  for (bool more = true; more;) {
    auto fold = [&] { more = floor_->fold_org(slice_entities); };
    co_await io::run_on(loop_, fold);
  }
  auto tell = [&] { changed_(); };
  co_await io::run_on(loop_, tell);
  co_return *version;
}

}  // namespace dealbell::app
