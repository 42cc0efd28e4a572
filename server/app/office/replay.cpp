#include "app/office/replay.hpp"

#include <future>
#include <utility>
#include <vector>

#include "wire/event_json.hpp"
#include "wire/office_change_json.hpp"

namespace dealbell::app {
namespace {

// Applies events a slice at a time on a second thread, while the first one reads and parses the
// next slice: the two take about equally long.
class ParallelApply {
 public:
  explicit ParallelApply(core::SalesState& sales) : sales_(sales) {}

  void add(std::optional<core::Event> event, Seq seq) {
    next_.push_back({std::move(event), seq});
    if (next_.size() == slice_events) start();
  }
  // Returns when everything is applied.
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
                                    " of the log cannot be read (a newer program may have "
                                    "written it): " +
                                    event.error().message);
  return std::optional(std::move(*event));
}

Result<> replay(const store::Ledger& ledger, core::SalesState& sales) {
  std::optional<Error> failed;
  ParallelApply applying(sales);
  const auto read = ledger.read(sales.seq(), [&](const store::LoggedRecord& logged) {
    auto event = event_in(logged);
    if (!event) {
      failed = event.error();
      return false;
    }
    applying.add(std::move(*event), logged.seq);
    return true;
  });
  applying.finish();
  if (failed) return *failed;
  return read;
}

}  // namespace dealbell::app
