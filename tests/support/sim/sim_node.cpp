#include "support/sim/sim_node.hpp"

#include "wire/event_json.hpp"

namespace dealbell::sim {
namespace {

core::Calendar utc() { return *core::Calendar::create({.zone = "Etc/UTC"}); }

}  // namespace

core::Event event_of(const redis::LogRecord& record) {
  return *wire::read_event(record.body, record.source, from_ms(record.received_at));
}

std::string name_of(const SimDisk& disk) {
  return std::to_string(reinterpret_cast<std::uintptr_t>(&disk));
}

SimProcess::SimProcess(std::string name, SimDisk& disk, ModelRedis& redis, SimTime& time,
                       std::minstd_rand& random, boost::asio::io_context& context)
    : name_(std::move(name)),
      disk_(disk),
      redis_(redis),
      time_(time),
      random_(random),
      connection_(redis, time, random),
      shared_(connection_, *this, time, context.get_executor(), {name_, name_of(disk), random()},
              {[](const auto&) {}, [this](const Error& e) { lost_ = e.message; }}) {
  refold();
  shared_.start();
}

void SimProcess::refold() {
  sales_ = std::make_unique<core::SalesState>(core::Org{}, utc());
  for (const auto& entry : disk_.content().entries)
    sales_->apply(event_of(entry.record), entry.seq);
  const auto at = position();
  board_ = std::make_unique<SimBoard>(name_ + "-" + std::to_string(random_()), *sales_,
                                      TimedPosition{at.log, at.seq, Instant{}});
}

boost::asio::awaitable<void> SimProcess::disk_time() {
  const auto most = static_cast<std::uint64_t>(redis_.slow_disks.count());
  co_await time_.sleep(std::chrono::milliseconds(random_() % (most + 1)));
  if (dead_) co_await never();
}

redis::NodeCopy::Answer<std::string> SimProcess::chain_at(Seq seq) {
  co_await disk_time();
  co_return disk_.chain_at(seq);
}

redis::NodeCopy::Answer<std::vector<redis::LogRecord>> SimProcess::read(Seq seq) {
  co_await disk_time();
  std::vector<redis::LogRecord> records;
  const auto& entries = disk_.content().entries;
  for (auto at = seq; at < entries.size() && records.size() < 40; ++at)
    records.push_back(entries[at].record);
  co_return records;
}

redis::NodeCopy::Answer<std::vector<redis::NodeCopy::Waiting>> SimProcess::waiting(
    std::int64_t after) {
  co_await disk_time();
  std::vector<Waiting> rows;
  const auto& inbox = disk_.content().inbox;
  for (auto row = inbox.upper_bound(after); row != inbox.end() && rows.size() < 10; ++row)
    rows.push_back({row->first, row->second});
  co_return rows;
}

redis::NodeCopy::Answer<> SimProcess::follow(std::vector<redis::LogEntry> entries) {
  co_await disk_time();
  for (const auto& entry : entries)
    if (disk_.content().ids.contains({entry.record.source, entry.record.event_id}))
      co_return error(Errc::corrupt, name_ + ": the log has " + entry.record.event_id + " twice");
  disk_.follow(entries);
  co_await disk_time();
  for (const auto& entry : entries) sales_->apply(event_of(entry.record), entry.seq);
  const auto at = position();
  board_->show(*sales_, {at.log, at.seq, Instant{}});
  co_return Result<>{};
}

redis::NodeCopy::Answer<> SimProcess::roll_back(LogNumber log, Seq seq) {
  co_await disk_time();
  disk_.roll_back(log, seq);
  refold();
  co_return Result<>{};
}

void SimProcess::post(const redis::LogRecord& record) {
  if (disk_.enqueue(record)) shared_.wake();
}

void SimProcess::die() {
  dead_ = true;
  connection_.die();
  shared_.stop();
}

}  // namespace dealbell::sim
