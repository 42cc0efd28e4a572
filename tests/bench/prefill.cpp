#include "prefill.hpp"

#include <filesystem>
#include <vector>

#include "must.hpp"
#include "store/ledger.hpp"
#include "wire/event_json.hpp"

namespace dealbell::bench {

void prefill(const std::string& dir, std::uint64_t events, const Staff& staff) {
  if (std::filesystem::exists(dir)) give_up(dir + " exists; give it a directory of its own");
  using namespace std::chrono;
  constexpr milliseconds two_years{days{730}};
  const auto now = floor<milliseconds>(system_clock::now());
  auto ledger = must(store::Ledger::open(dir));
  std::vector<store::Record> batch;
  for (std::uint64_t n = 0; n < events; ++n) {
    const auto at = now - two_years + two_years * n / events;
    const auto text = life_event(n, "old-", at, staff);
    const auto parsed = must(wire::read_event(text, "api", at));
    batch.push_back({"api", parsed.id, at, wire::write_event(parsed)});
    if (batch.size() < 1'000 && n + 1 < events) continue;
    must(ledger.append(batch));
    batch.clear();
  }
}

}  // namespace dealbell::bench
