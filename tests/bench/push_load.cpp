#include "push_load.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "must.hpp"
#include "processor_time.hpp"

namespace dealbell::bench {
namespace {

using namespace std::chrono_literals;

constexpr auto never = std::numeric_limits<float>::infinity();

float ms_between(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<float, std::milli>(to - from).count();
}

std::uint64_t seq_of(std::string_view response) {
  const auto at = response.find(R"("seq":)");
  if (at == response.npos) give_up("a response without seq: " + std::string(response));
  return std::strtoull(response.data() + at + 6, nullptr, 10);
}

struct Event {
  Clock::time_point due, sent;
};

// A frame that brought news. Evaluated after the load, because a frame may arrive before the
// response that maps its seq to an event.
struct Arrival {
  std::uint32_t screen;
  std::uint32_t nth;  // seq, counted from the first of this load
  Clock::time_point at;
};

class Run {
 public:
  Run(Audience& audience, const Load& load);
  FullLoad go();

 private:
  void on_message(std::uint32_t screen, const FrameReader::Message& message, Clock::time_point at);
  void on_response(std::uint64_t event, std::string_view response);
  bool all_delivered() const;
  void post_due_events();
  void evaluate();

  Audience& audience_;
  const bool cumulative_;
  const std::uint64_t first_;  // number and seq of the first event
  Clock::time_point cutoff_;
  std::vector<Event> events_;
  std::vector<std::int64_t> event_of_nth_;  // -1 while unknown
  std::size_t posted_ = 0, responses_ = 0;
  std::vector<std::uint32_t> received_;  // by screen: how many events it has received
  std::vector<Arrival> arrivals_;
  FullLoad result_;
};

Run::Run(Audience& audience, const Load& load)
    : audience_(audience),
      cumulative_(audience.server.cumulative),
      first_(audience.next_event),
      events_(static_cast<std::size_t>(load.events_per_second * load.lasting.count())),
      event_of_nth_(events_.size(), -1),
      received_(audience.crowd.size()) {
  audience.next_event += events_.size();
  if (!cumulative_) std::iota(event_of_nth_.begin(), event_of_nth_.end(), 0);
  arrivals_.reserve(std::min<std::size_t>(events_.size() * received_.size(), 1 << 20));
  const auto start = Clock::now() + 50ms;
  const std::chrono::nanoseconds apart = 1s;
  for (std::size_t i = 0; i < events_.size(); ++i)
    events_[i].due = start + apart * i / load.events_per_second;
  cutoff_ = start + load.lasting + load.patience;
}

void Run::on_message(std::uint32_t screen, const FrameReader::Message& message,
                     Clock::time_point at) {
  const auto nth = message.seq - first_;  // earlier events wrap around and are too large, too
  if (nth >= events_.size()) return;
  if (cumulative_ && nth < received_[screen]) return;
  received_[screen] = cumulative_ ? static_cast<std::uint32_t>(nth + 1) : received_[screen] + 1;
  result_.bytes += static_cast<double>(message.bytes);
  arrivals_.push_back({screen, static_cast<std::uint32_t>(nth), at});
}

void Run::on_response(std::uint64_t event, std::string_view response) {
  ++responses_;
  if (!cumulative_) return;
  const auto nth = seq_of(response) - first_;
  if (nth >= events_.size()) give_up("unknown event: " + std::string(response));
  event_of_nth_[nth] = static_cast<std::int64_t>(event - first_);
}

bool Run::all_delivered() const {
  return std::all_of(received_.begin(), received_.end(),
                     [&](auto n) { return n == events_.size(); });
}

void Run::post_due_events() {
  for (auto now = Clock::now();
       posted_ < events_.size() && events_[posted_].due <= now && audience_.poster.can_post();
       now = Clock::now()) {
    const auto number = first_ + posted_;
    const auto request = audience_.server.post(number);
    events_[posted_++].sent = Clock::now();
    audience_.poster.post(number, request);
  }
}

FullLoad Run::go() {
  audience_.crowd.on_message(
      [this](auto screen, const auto& m, auto at) { on_message(screen, m, at); });
  audience_.poster.on_response([this](auto event, auto response) { on_response(event, response); });
  const auto server_cpu = audience_.server.process->cpu_seconds();
  const auto own_cpu = own_cpu_seconds();
  for (auto now = Clock::now(); now < cutoff_; now = Clock::now()) {
    post_due_events();
    if (responses_ == events_.size() && all_delivered()) break;
    const bool waits = posted_ < events_.size() && audience_.poster.can_post();
    audience_.poll.run_once(std::min(cutoff_, waits ? events_[posted_].due : now + 5ms));
  }
  result_.server_cpu_seconds = audience_.server.process->cpu_seconds() - server_cpu;
  result_.own_cpu_seconds = own_cpu_seconds() - own_cpu;
  audience_.crowd.on_message(nullptr);
  audience_.poster.on_response(nullptr);
  evaluate();
  return std::move(result_);
}

void Run::evaluate() {
  const auto planned = events_.size() * received_.size();
  result_.from_due_ms.reserve(planned);
  result_.from_sent_ms.reserve(planned);
  std::vector<std::uint32_t> known(received_.size());
  auto last = events_.front().due;
  for (const auto& arrival : arrivals_) {
    last = std::max(last, arrival.at);
    for (auto nth = cumulative_ ? known[arrival.screen] : arrival.nth; nth <= arrival.nth; ++nth) {
      if (event_of_nth_[nth] < 0) continue;
      const auto& event = events_[static_cast<std::size_t>(event_of_nth_[nth])];
      result_.from_due_ms.push_back(ms_between(event.due, arrival.at));
      result_.from_sent_ms.push_back(ms_between(event.sent, arrival.at));
    }
    known[arrival.screen] = arrival.nth + 1;
  }
  result_.deliveries = static_cast<double>(result_.from_due_ms.size());
  result_.from_due_ms.resize(planned, never);
  result_.from_sent_ms.resize(planned, never);
  std::sort(result_.from_due_ms.begin(), result_.from_due_ms.end());
  std::sort(result_.from_sent_ms.begin(), result_.from_sent_ms.end());
  result_.frames = static_cast<double>(arrivals_.size());
  result_.posted = static_cast<double>(posted_);
  result_.seconds = std::chrono::duration<double>(last - events_.front().due).count();
  result_.behind = static_cast<std::uint32_t>(std::count_if(
      received_.begin(), received_.end(), [&](auto n) { return n < events_.size(); }));
  result_.lost = audience_.crowd.lost();
  result_.complete_ms = ms_between(events_[std::max<std::size_t>(posted_, 1) - 1].sent, last);
}

}  // namespace

FullLoad push_full_load(Audience& audience, const Load& load) { return Run(audience, load).go(); }

}  // namespace dealbell::bench
