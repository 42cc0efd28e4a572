#include "app/office/replay.hpp"

#include <cstdlib>
#include <filesystem>
#include <future>
#include <utility>
#include <vector>

#include "wire/event_json.hpp"
#include "wire/office_change_json.hpp"
#include "wire/org_json.hpp"

namespace dealbell::app {

namespace {

// Events on their way from the disk to the floor, folded a slice at a time on a thread beside the
// one that reads and parses the next: the two take about as long.
class Folding {
 public:
  explicit Folding(core::SalesState& sales) : sales_(sales) {}

  void add(std::optional<core::Event> event, Seq seq) {
    next_.push_back({std::move(event), seq});
    if (next_.size() == slice_events) start();
  }
  // Returns when all is folded.
  void finish() {
    start();
    current_.get();
  }

 private:
  struct Placed {
    std::optional<core::Event> event;
    Seq seq;
  };
  static constexpr std::size_t slice_events = 4'096;

  void start() {
    if (current_.valid()) current_.get();
    current_ = std::async(std::launch::async, [this, slice = std::exchange(next_, {})] {
      for (const auto& [event, seq] : slice)
        if (event)
          sales_.apply(*event, seq);
        else
          sales_.skip(seq);
    });
  }

  core::SalesState& sales_;
  std::vector<Placed> next_;
  std::future<void> current_;  // waits in its destructor
};

}  // namespace

Result<std::optional<core::Event>> event_in(const store::LoggedRecord& logged) {
  const auto& r = logged.record;
  if (r.source == wire::change_source) return std::optional<core::Event>{};
  auto event = wire::read_event(r.body, r.source, r.received_at);
  if (!event)
    return error(Errc::corrupt, "event " + std::to_string(logged.seq) +
                                    " of the log does not read back: " + event.error().message);
  return std::optional(std::move(*event));
}

Result<> replay(const store::Ledger& ledger, core::SalesState& sales) {
  std::optional<Error> failed;
  Folding folding(sales);
  const auto read = ledger.read(sales.seq(), [&](const store::LoggedRecord& logged) {
    auto event = event_in(logged);
    if (!event) {
      failed = event.error();
      return false;
    }
    folding.add(std::move(*event), logged.seq);
    return true;
  });
  folding.finish();
  if (failed) return *failed;
  return read;
}

Result<core::Org> stored_org(const store::Ledger& ledger) {
  const auto version = ledger.org();
  if (!version) return version.error();
  if (!*version) return core::Org{};
  return wire::read_org((*version)->document, core::known_zone);
}

std::string machine_zone() {
  if (const char* tz = std::getenv("TZ"); tz && *tz) {
    const std::string name = *tz == ':' ? tz + 1 : tz;
    if (core::known_zone(name)) return name;
  }
  std::error_code ignored;
  const auto link = std::filesystem::read_symlink("/etc/localtime", ignored).string();
  const auto at = link.find("zoneinfo/");
  if (at == std::string::npos) return "Etc/UTC";
  const auto name = link.substr(at + 9);
  return core::known_zone(name) ? name : "Etc/UTC";
}

Result<core::Calendar> calendar_for(const core::Org& org) {
  auto rules = org.calendar;
  if (rules.zone.empty()) rules.zone = machine_zone();
  return core::Calendar::create(std::move(rules));
}

}  // namespace dealbell::app
