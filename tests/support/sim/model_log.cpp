#include "support/sim/model_log.hpp"

#include <algorithm>

namespace dealbell::sim {

using redis::LogComparison;

namespace {
constexpr std::chrono::seconds filler_lease{5};
constexpr std::chrono::hours registration_lease{1};
constexpr std::chrono::seconds name_lease{5};
constexpr std::size_t portion = 50, ready_max = 400;
}  // namespace

LogComparison ModelLog::compare(const ChainedPosition& copy, Now now) const {
  if (log_ == 0) return {};
  LogComparison s{LogComparison::same, log_, newest_, chain_,
                  stream_.empty() ? newest_ + 1 : stream_.begin()->first};
  const bool whole = newest_ == 0 || (!stream_.empty() && stream_.rbegin()->first == newest_ &&
                                      stream_.rbegin()->second.chain == chain_);
  if (!filler_.empty())
    s.state = now < filler_until_ ? LogComparison::filling : LogComparison::abandoned;
  else if (!whole)
    s.state = LogComparison::absent;
  else if (log_ != copy.log)
    s.state = LogComparison::other;
  else if (newest_ < copy.seq)
    s.state = LogComparison::ended;
  else if (const auto at = stream_.find(copy.seq); at != stream_.end())
    s.state = at->second.chain == copy.chain ? LogComparison::same : LogComparison::forked;
  else if (newest_ == copy.seq)
    s.state = chain_ == copy.chain ? LogComparison::same : LogComparison::forked;
  else if (s.first > copy.seq + 1)
    s.state = LogComparison::trimmed;
  return s;
}

void ModelLog::add(const redis::LogRecord& record) {
  chain_ = redis::next_chain(chain_, record);
  ++newest_;
  stream_[newest_] = {newest_, chain_, record};
}

LogComparison ModelLog::append(const ChainedPosition& copy,
                               const std::vector<redis::LogRecord>& records, Now now) {
  auto s = compare(copy, now);
  if (s.state != LogComparison::same) return s;
  if (copy.seq + 1 < ids_from_) {
    s.state = LogComparison::lagging;
    return s;
  }
  for (const auto& record : records) {
    const std::pair key{record.source, record.event_id};
    if (ids_.contains(key)) continue;
    add(record);
    ids_[key] = newest_;
  }
  if (ids_.size() > ids_max) {
    ids_from_ = newest_ - ids_max / 2;
    std::erase_if(ids_, [&](const auto& id) { return id.second < ids_from_; });
  }
  return compare(copy, now);
}

std::vector<redis::LogEntry> ModelLog::read(Seq seq) const {
  std::vector<redis::LogEntry> entries;
  for (auto at = stream_.upper_bound(seq); at != stream_.end() && entries.size() < portion; ++at)
    entries.push_back(at->second);
  return entries;
}

std::optional<redis::LogEntry> ModelLog::entry(Seq seq) const {
  const auto at = stream_.find(seq);
  if (at == stream_.end()) return std::nullopt;
  return at->second;
}

bool ModelLog::begin(const LogComparison& seen, const ChainedPosition& base, bool keep,
                     const std::string& filler, Now now) {
  if (log_ != seen.log || newest_ != seen.newest || chain_ != seen.chain) return false;
  if (!filler_.empty() && now < filler_until_) return false;
  log_ = base.log;
  newest_ = base.seq;
  chain_ = base.chain;
  if (!keep) stream_.clear();
  filler_ = filler;
  filler_until_ = now + filler_lease;
  return true;
}

bool ModelLog::fill(const std::string& filler, Seq after,
                    const std::vector<redis::LogRecord>& records, Now now) {
  if (filler_ != filler) return false;
  if (newest_ < after || newest_ > after + records.size()) return false;
  // Records that are already there are skipped.
  for (auto i = newest_ - after; i < records.size(); ++i) add(records[i]);
  filler_until_ = now + filler_lease;
  return true;
}

bool ModelLog::finish(const std::string& filler, Now) {
  if (filler_ != filler) return false;
  filler_.clear();
  ids_.clear();
  ids_from_ = newest_ + 1;
  return true;
}

int ModelLog::register_node(const std::string& node, const std::string& disk, Seq seq, int format,
                            Now now) {
  const auto before = nodes_.find(node);
  if (before != nodes_.end() && before->second.disk != disk &&
      now - before->second.registered < name_lease)
    return 0;
  nodes_[node] = {seq, now, disk, format};
  std::erase_if(nodes_,
                [&](const auto& one) { return now - one.second.registered > registration_lease; });
  auto least = seq;
  for (const auto& [name, known] : nodes_) {
    least = std::min(least, known.seq);
    format = std::min(format, known.format);
  }
  if (least > margin)
    stream_.erase(stream_.begin(), stream_.lower_bound(std::min(least - margin, newest_)));
  return format;
}

std::vector<std::string> ModelLog::registered_nodes(Now now) const {
  std::vector<std::string> recent;
  for (const auto& [name, known] : nodes_)
    if (now - known.registered <= registration_lease) recent.push_back(name);
  return recent;
}

void ModelLog::request_copy(const std::string& node, Seq from) { copies_[node] = {from, {}}; }

std::vector<redis::LogRecord> ModelLog::take_copy(const std::string& node, Seq from) {
  const auto copy = copies_.find(node);
  if (copy == copies_.end()) return {};
  auto& ready = copy->second.ready;
  const auto first = copy->second.next - ready.size();
  if (from < first || from > copy->second.next) return {};
  ready.erase(ready.begin(), ready.begin() + static_cast<std::ptrdiff_t>(from - first));
  const auto count = static_cast<std::ptrdiff_t>(std::min(ready.size(), portion));
  return {ready.begin(), ready.begin() + count};
}

std::vector<redis::LogServer::CopyRequest> ModelLog::copy_requests() const {
  std::vector<redis::LogServer::CopyRequest> all;
  for (const auto& [node, copy] : copies_)
    if (copy.next > 0) all.push_back({node, copy.next});
  return all;
}

bool ModelLog::give_copy(const redis::LogServer::CopyRequest& request,
                         const std::vector<redis::LogRecord>& records) {
  const auto at = copies_.find(request.node);
  if (at == copies_.end() || at->second.next != request.next) return false;
  if (records.empty() || at->second.ready.size() > ready_max) return false;
  at->second.ready.insert(at->second.ready.end(), records.begin(), records.end());
  at->second.next += records.size();
  return true;
}

}  // namespace dealbell::sim
