#include "store/chaining.hpp"

#include <vector>

namespace dealbell::store {
namespace {

constexpr std::size_t records_at_once = 2'000;  // some 1 MB of WAL

// The last record with a chain. Chains are added from the front and appended records have none, so
// all records after it lack one.
Result<Seq> last_chained(EventLog& log) {
  Seq chained = 0, unchained = log.last_seq() + 1;
  while (chained + 1 < unchained) {
    const auto middle = chained + (unchained - chained) / 2;
    const auto chain = log.chain_at(middle);
    if (!chain) return chain.error();
    (chain->empty() ? unchained : chained) = middle;
  }
  return chained;
}

}  // namespace

Result<> chain_all(Database& database, EventLog& log,
                   const std::function<std::string(std::string_view, const Record&)>& next) {
  if (!log.chain().empty()) return {};
  const auto begin = last_chained(log);
  if (!begin) return begin.error();
  auto last = log.chain_at(*begin);
  if (!last) return last.error();
  std::vector<std::string> chains;
  const auto collect = [&](const LoggedRecord& logged) {
    *last = next(*last, logged.record);
    chains.push_back(*last);
    return chains.size() < records_at_once;
  };
  for (Seq done = *begin; done < log.last_seq(); done += chains.size()) {
    chains.clear();
    if (auto read = log.read(done, collect); !read) return read;
    const auto store = [&]() -> Result<> {
      for (std::size_t i = 0; i < chains.size(); ++i)
        if (auto set = log.set_chain(done + 1 + i, chains[i]); !set) return set;
      return {};
    };
    if (auto stored = database.transact(store); !stored) {
      log.undo();
      return stored;
    }
    log.keep();
  }
  return {};
}

}  // namespace dealbell::store
