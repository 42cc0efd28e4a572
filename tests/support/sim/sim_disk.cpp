#include "support/sim/sim_disk.hpp"

#include <stdexcept>

namespace dealbell::sim {
namespace {

std::pair<std::string, std::string> key(const redis::LogRecord& record) {
  return {record.source, record.event_id};
}

}  // namespace

ChainedPosition SimDisk::position() const {
  const auto end = now_.entries.size();
  return {now_.log, end, chain_at(end)};
}

std::string SimDisk::chain_at(Seq seq) const {
  return seq == 0 ? "" : now_.entries.at(seq - 1).chain;
}

std::optional<std::int64_t> SimDisk::enqueue(const redis::LogRecord& record) {
  if (now_.ids.contains(key(record))) return std::nullopt;
  for (const auto& [id, waiting] : now_.inbox)
    if (key(waiting) == key(record)) return id;
  now_.inbox[++now_.last_id] = record;
  sync();
  return now_.last_id;
}

void SimDisk::add(Content& content, const std::vector<redis::LogEntry>& entries) {
  for (const auto& entry : entries) {
    if (!content.ids.emplace(key(entry.record), entry.seq).second)
      throw std::logic_error("the log has " + entry.record.event_id + " twice");
    content.entries.push_back(entry);
    std::erase_if(content.inbox,
                  [&](const auto& row) { return key(row.second) == key(entry.record); });
  }
}

void SimDisk::follow(const std::vector<redis::LogEntry>& entries) {
  add(now_, entries);
  unsynced_.push_back(entries);
}

void SimDisk::roll_back(LogNumber log, Seq seq) {
  now_.log = log;
  while (now_.entries.size() > seq) {
    auto record = std::move(now_.entries.back().record);
    now_.entries.pop_back();
    now_.ids.erase(key(record));
    bool waits = false;
    for (const auto& [id, waiting] : now_.inbox) waits = waits || key(waiting) == key(record);
    if (!waits) now_.inbox[++now_.last_id] = std::move(record);
  }
  sync();
}

void SimDisk::sync() {
  synced_ = now_;
  unsynced_.clear();
}

void SimDisk::lose_power(std::minstd_rand& random) {
  const auto kept = std::uniform_int_distribution<std::size_t>(0, unsynced_.size())(random);
  for (std::size_t i = 0; i < kept; ++i) add(synced_, unsynced_[i]);
  now_ = synced_;
  unsynced_.clear();
}

}  // namespace dealbell::sim
