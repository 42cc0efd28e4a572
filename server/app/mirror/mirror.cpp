#include "app/mirror/mirror.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <iterator>
#include <utility>

#include "app/mirror/content.hpp"
#include "base/log.hpp"
#include "io/run_on.hpp"

namespace dealbell::app {
namespace asio = boost::asio;
namespace {

using namespace std::chrono_literals;

constexpr auto retry_after = 1s;
constexpr auto probe_every = 1s;      // how long a flush can go unnoticed while nothing changes
constexpr auto probe_at_least = 10s;  // the same while there are changes all the time

// The wins of a sample that was never written are passed on to the next one.
void prepend_wins(std::vector<redis::MirrorWin>& wins, std::vector<redis::MirrorWin> older) {
  older.insert(older.end(), std::make_move_iterator(wins.begin()),
               std::make_move_iterator(wins.end()));
  if (older.size() > mirror_wins_max)
    older.erase(older.begin(), older.end() - static_cast<std::ptrdiff_t>(mirror_wins_max));
  wins = std::move(older);
}

}  // namespace

Mirror::Mirror(const core::SalesState& sales, asio::any_io_executor state_loop, Options options)
    : state_loop_(state_loop),
      client_(loop_.get_executor(), std::move(options.client)),
      writer_(client_, options.org),
      org_(options.org),
      only_writer_(options.only_writer),
      sampler_(sales, state_loop, options.tick, lag_, [this](std::shared_ptr<MirrorSample> sample) {
        asio::post(loop_.context(), [this, sample = std::move(sample)] { accept(sample); });
      }) {}

Mirror::~Mirror() { loop_.stop(); }

void Mirror::start() {
  asio::post(loop_.context(), [this] { client_.start(); });
  asio::co_spawn(loop_.context(), write_samples(), asio::detached);
  loop_.start("mirror");
  sampler_.start();
}

void Mirror::accept(std::shared_ptr<MirrorSample> sample) {
  if (newest_) prepend_wins(sample->content.wins, std::move(newest_->content.wins));
  newest_ = std::move(sample);
  has_sample_->open();
}

void Mirror::put_back(std::shared_ptr<MirrorSample> sample) {
  if (newest_)
    prepend_wins(newest_->content.wins, std::move(sample->content.wins));
  else
    newest_ = std::move(sample);
}

void Mirror::sample_all() {
  asio::post(state_loop_, [this] { sampler_.sample_all(); });
}

asio::awaitable<void> Mirror::write_samples() {
  auto probed = std::chrono::steady_clock::now();
  for (;;) {
    if (!co_await client_.connected_within(probe_every)) continue;
    if (std::exchange(connection_, client_.connections()) != client_.connections()) sample_all();
    const auto event = has_sample_;
    const bool has_sample = co_await event->wait_for(probe_every);
    if (has_sample) co_await write_newest();
    const auto now = std::chrono::steady_clock::now();
    if (has_sample && now - probed < probe_at_least) continue;
    probed = now;
    co_await probe();
  }
}

asio::awaitable<void> Mirror::write_newest() {
  has_sample_ = std::make_shared<io::OneShotEvent>();
  auto sample = std::exchange(newest_, nullptr);
  if (!sample) co_return;
  const auto written = co_await writer_.write(sample->content);
  if (!written) {
    report_error(written.error().message);
    put_back(std::move(sample));
    asio::steady_timer pause(loop_.context(), retry_after);
    co_await pause.async_wait(asio::use_awaitable);
    sample_all();  // Redis may have lost what it had
    co_return;
  }
  writes_ += written->count;
  // Among several nodes the newest position wins. With only one writer, a later position is of
  // another office, or of this one before it was started again from nothing.
  if (written->ahead && only_writer_) {
    report_error(
        "Redis has figures of a later position: either another office uses this org name, or this "
        "office was started again from nothing; in that case delete dealbell:{" +
        org_ + "}:*");
    co_return;
  }
  error_.clear();
  written_ = sample->content.position;
  lag_.written(sample->number);
}

void Mirror::report_error(std::string error) {
  if (error_ != error) log_warning("the mirror is behind: " + error);
  error_ = std::move(error);
}

// Finds out whether Redis still has what was written.
asio::awaitable<void> Mirror::probe() {
  const auto intact = co_await writer_.is_intact();
  if (!intact)
    error_ = intact.error().message;
  else if (!*intact)
    sample_all();
}

asio::awaitable<MirrorState> Mirror::state() {
  auto read = [this] {
    return MirrorState{client_.state(), written_, lag_.at(MirrorLag::Clock::now()),
                       writes_,         error_,   sampler_.cost()};
  };
  co_return co_await io::run_on(loop_, read);
}

}  // namespace dealbell::app
