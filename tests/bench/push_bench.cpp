// The cost and latency of live push, compared in one run with other push servers (peers): Nchan,
// node's ws, and a bare loop of send(), which is the cost of the sockets alone.
//   push_bench DEALBELL [DIR] [--only …] [--what …] …      see --help
// DIR is created in the working directory, on the disk you care about, and removed afterwards.
#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "audience.hpp"
#include "must.hpp"
#include "open_files.hpp"
#include "percentile.hpp"
#include "push_idle.hpp"
#include "push_load.hpp"
#include "push_one.hpp"

namespace {

using namespace dealbell;
using namespace dealbell::bench;
using namespace std::chrono_literals;

struct Options {
  std::string binary, dir = "push_bench.data", config;
  std::string web_static = std::string(DEALBELL_SOURCE_DIR) + "/web-static";
  std::set<std::string> only{"dealbell", "nchan", "ws", "bare"};
  std::set<std::string> what{"one", "load", "idle"};
  std::vector<std::uint32_t> screens{1'000, 5'000}, idle{1'000, 10'000};
  int rounds = 50, repeats = 3, pause_ms = 60;
  int seconds = 10, rate = 1'000;
  std::uint32_t load_screens = 1'000, posters = 64;
  std::size_t bytes = 0;
};

constexpr int warm_up_rounds = 5;

std::string text(const char* format, double value) {
  if (std::isinf(value)) return "never";
  char out[64];
  std::snprintf(out, sizeof out, format, value);
  return out;
}

void row(const std::vector<std::string>& cells) {
  for (const auto& cell : cells) std::printf("| %s ", cell.c_str());
  std::puts("|");
  std::fflush(stdout);
}

void heading(const std::string& title, const std::vector<std::string>& columns) {
  std::printf("\n%s\n\n", title.c_str());
  row(columns);
  row(std::vector<std::string>(columns.size(), "---"));
}

void describe_machine() {
  std::ifstream cpus("/proc/cpuinfo");
  std::string model = "unknown processor";
  for (std::string line; std::getline(cpus, line);)
    if (line.starts_with("model name")) {
      model = line.substr(line.find(':') + 2);
      break;
    }
  std::printf("%u x %s, shared by server and load\n", std::thread::hardware_concurrency(),
              model.c_str());
}

class Bench {
 public:
  explicit Bench(Options options) : options_(std::move(options)) {
    skip_counts_above_file_limit();
    const auto wanted = [&](const char* name) { return options_.only.contains(name); };
    const auto add = [&](std::optional<Contestant> peer) {
      if (peer) contestants_.push_back(std::move(*peer));
    };
    if (wanted("dealbell")) add(dealbell());
    if (wanted("nchan")) add(nchan_contestant(1));
    if (wanted("nchan")) add(nchan_contestant(2));
    if (wanted("ws")) add(ws_contestant(options_.web_static));
    if (wanted("bare")) add(bare_contestant());
  }

  void run() {
    bytes_ = options_.bytes ? options_.bytes : bytes_of_a_delta();
    std::printf("peers push messages of %zu bytes\n", bytes_);
    if (options_.what.contains("one"))
      for (const auto screens : options_.screens) one_at_a_time(screens);
    if (options_.what.contains("load")) full_load();
    if (options_.what.contains("idle")) idle();
  }

 private:
  Contestant dealbell() const { return dealbell_contestant(options_.binary, options_.config); }

  std::unique_ptr<Audience> audience(const Contestant& contestant, std::uint32_t screens,
                                     std::uint32_t posters) {
    const auto dir = options_.dir + "/" + std::to_string(++started_);
    auto one = std::make_unique<Audience>(contestant, dir, bytes_, posters);
    one->grow_to(screens);
    push_one_at_a_time(*one, warm_up_rounds, 0ms);
    return one;
  }

  void skip_counts_above_file_limit() {
    const auto screens_max = static_cast<std::uint32_t>(std::max(0, open_files_max() - 300));
    for (auto* counts : {&options_.screens, &options_.idle})
      std::erase_if(*counts, [screens_max](std::uint32_t screens) {
        if (screens > screens_max) std::printf("skipped with %u screens: ulimit -Hn\n", screens);
        return screens > screens_max;
      });
  }

  // The size of Dealbell's message for one event; peers push messages of the same size.
  std::size_t bytes_of_a_delta() {
    const auto alone = audience(dealbell(), 1, 1);
    const auto result = push_one_at_a_time(*alone, options_.rounds, 0ms);
    return static_cast<std::size_t>(result.bytes / result.frames);
  }

  void one_at_a_time(std::uint32_t screens);
  void full_load();
  void idle();

  Options options_;
  std::vector<Contestant> contestants_;
  std::size_t bytes_ = 0;
  int started_ = 0;
};

void Bench::one_at_a_time(std::uint32_t screens) {
  std::vector<std::vector<OneAtATime>> runs(contestants_.size());
  for (int i = 0; i < options_.repeats; ++i)
    for (std::size_t c = 0; c < contestants_.size(); ++c)
      runs[c].push_back(push_one_at_a_time(*audience(contestants_[c], screens, 1), options_.rounds,
                                           std::chrono::milliseconds(options_.pause_ms)));
  heading("One event at a time, " + std::to_string(screens) + " screens: " +
              std::to_string(options_.rounds) + " events, " + std::to_string(options_.pause_ms) +
              " ms apart; the median run of " + std::to_string(options_.repeats) +
              " by processor time; latency from the POST sent to the frame received",
          {"", "frames/s while pushing", "server CPU per frame", "push p50", "p99", "max",
           "bytes per frame", "load CPU per frame"});
  const auto cost = [](const OneAtATime& run) { return run.server_cpu_seconds / run.frames * 1e6; };
  for (std::size_t c = 0; c < contestants_.size(); ++c) {
    std::sort(runs[c].begin(), runs[c].end(),
              [&](const auto& a, const auto& b) { return cost(a) < cost(b); });
    const auto& m = runs[c][runs[c].size() / 2];
    row({contestants_[c].name, text("%.0f", m.frames / m.push_seconds),
         text("%.2f us", cost(m)) + text(" (%.2f", cost(runs[c].front())) +
             text(" to %.2f)", cost(runs[c].back())),
         text("%.1f ms", percentile(m.latency_ms, 50)),
         text("%.1f ms", percentile(m.latency_ms, 99)),
         text("%.1f ms", percentile(m.latency_ms, 100)), text("%.0f", m.bytes / m.frames),
         text("%.2f us", m.own_cpu_seconds / m.frames * 1e6)});
  }
}

void Bench::full_load() {
  const Load load{options_.rate, std::chrono::seconds(options_.seconds), 10s};
  heading("Full load, " + std::to_string(options_.load_screens) + " screens, " +
              std::to_string(load.events_per_second) + " events/s for " +
              std::to_string(load.lasting.count()) +
              " s: latency of an event at a screen, from its due time; never: not within " +
              std::to_string(load.patience.count()) + " s after the last due time",
          {"", "events posted", "frames/s", "deliveries/s", "p50", "p99", "max",
           "p99 from the POST sent", "server CPU per frame", "per delivery", "bytes per frame",
           "screens behind", "last complete after last POST", "load CPU"});
  for (const auto& contestant : contestants_) {
    const auto crowd = audience(contestant, options_.load_screens, options_.posters);
    const auto r = push_full_load(*crowd, load);
    const auto behind = std::to_string(r.behind);
    row({contestant.name, text("%.0f", r.posted), text("%.0f", r.frames / r.seconds),
         text("%.0f", r.deliveries / r.seconds), text("%.0f ms", percentile(r.from_due_ms, 50)),
         text("%.0f ms", percentile(r.from_due_ms, 99)),
         text("%.0f ms", percentile(r.from_due_ms, 100)),
         text("%.0f ms", percentile(r.from_sent_ms, 99)),
         text("%.2f us", r.server_cpu_seconds / r.frames * 1e6),
         text("%.3f us", r.server_cpu_seconds / r.deliveries * 1e6),
         text("%.0f", r.bytes / r.frames),
         r.lost ? behind + ", disconnected " + std::to_string(r.lost) : behind,
         r.behind ? "never" : text("%.0f ms", r.complete_ms),
         text("%.2f cores", r.own_cpu_seconds / r.seconds)});
  }
}

void Bench::idle() {
  std::vector<std::string> columns{"", "before"};
  for (const auto screens : options_.idle) columns.push_back(std::to_string(screens) + " screens");
  heading("User memory per idle screen (anonymous and shared, without the kernel's)", columns);
  for (const auto& contestant : contestants_) {
    const auto crowd = audience(contestant, 1, 1);
    push_one_at_a_time(*crowd, options_.rounds, 0ms);  // so that the wall is not empty
    const auto before = kb_with_idle(*crowd, 1);
    std::vector<std::string> cells{contestant.name,
                                   text("%.1f MB", static_cast<double>(before) / 1024)};
    for (const auto screens : options_.idle) {
      const auto grown = static_cast<double>(kb_with_idle(*crowd, screens) - before);
      cells.push_back(text("%.2f KB", grown / (screens - 1)));
    }
    row(cells);
  }
}

Options read_options(int argc, char** argv) {
  Options o;
  CLI::App app("Cost and latency of live push, compared with peers in the same run.");
  const CLI::Range some(1, 1'000'000);
  app.add_option("binary", o.binary, "The dealbell program")->required()->check(CLI::ExistingFile);
  app.add_option("dir", o.dir, "Scratch directory, created and removed")->capture_default_str();
  app.add_option("--only", o.only, "Contestants")
      ->delimiter(',')
      ->check(CLI::IsMember({"dealbell", "nchan", "ws", "bare"}));
  app.add_option("--what", o.what, "Measurements")
      ->delimiter(',')
      ->check(CLI::IsMember({"one", "load", "idle"}));
  app.add_option("--screens", o.screens, "One at a time: how many screens")->delimiter(',');
  app.add_option("--rounds", o.rounds, "One at a time: events")->check(some)->capture_default_str();
  app.add_option("--repeats", o.repeats, "One at a time: runs, in turn")
      ->check(some)
      ->capture_default_str();
  app.add_option("--pause", o.pause_ms, "One at a time: ms between events; longer than a tick")
      ->capture_default_str();
  app.add_option("--seconds", o.seconds, "Full load: how long")->check(some)->capture_default_str();
  app.add_option("--rate", o.rate, "Full load: events a second")
      ->check(some)
      ->capture_default_str();
  app.add_option("--load-screens", o.load_screens, "Full load: screens")->capture_default_str();
  app.add_option("--posters", o.posters, "Full load: connections that post")
      ->check(some)
      ->capture_default_str();
  app.add_option("--idle", o.idle, "Idle: how many screens")->delimiter(',');
  app.add_option("--bytes", o.bytes,
                 "Size of the peers' messages; default: Dealbell's for one event");
  app.add_option("--config", o.config, "Settings for dealbell serve")->check(CLI::ExistingFile);
  app.add_option("--web-static", o.web_static, "Where node finds ws");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    std::exit(app.exit(e));
  }
  return o;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  if (std::filesystem::exists(options.dir))
    give_up(options.dir + " exists; give it a directory of its own");
  allow_many_open_files();
  describe_machine();
  static const auto scratch = options.dir;
  std::atexit([] { std::filesystem::remove_all(scratch); });  // also when a benchmark gives up
  Bench(options).run();
}
