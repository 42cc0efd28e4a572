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
constexpr auto probe_every = 1s;  // so long may a flush go unnoticed while nothing changes
constexpr auto probe_at_least = 10s;

// A look that was never written leaves its wins to the next one.
void inherit(std::vector<redis::MirrorWin>& wins, std::vector<redis::MirrorWin> older) {
  older.insert(older.end(), std::make_move_iterator(wins.begin()),
               std::make_move_iterator(wins.end()));
  if (older.size() > wins_most)
    older.erase(older.begin(), older.end() - static_cast<std::ptrdiff_t>(wins_most));
  wins = std::move(older);
}

}  // namespace

Mirror::Mirror(const core::SalesState& sales, asio::any_io_executor sales_loop, Options options)
    : sales_loop_(sales_loop),
      link_(loop_.get_executor(), std::move(options.link)),
      writer_(link_, options.org),
      org_(options.org),
      alone_(options.alone),
      look_(sales, sales_loop, options.tick, lag_, [this](std::shared_ptr<MirrorSample> look) {
        asio::post(loop_.context(), [this, look = std::move(look)] { take(look); });
      }) {}

Mirror::~Mirror() { loop_.stop(); }

void Mirror::start() {
  asio::post(loop_.context(), [this] { link_.start(); });
  asio::co_spawn(loop_.context(), keep_writing(), asio::detached);
  loop_.start();
  look_.start();
}

void Mirror::take(std::shared_ptr<MirrorSample> look) {
  if (newest_) inherit(look->content.wins, std::move(newest_->content.wins));
  newest_ = std::move(look);
  news_->open();
}

void Mirror::put_back(std::shared_ptr<MirrorSample> look) {
  if (newest_)
    inherit(newest_->content.wins, std::move(look->content.wins));
  else
    newest_ = std::move(look);
}

void Mirror::look_anew() {
  asio::post(sales_loop_, [this] { look_.look_anew(); });
}

asio::awaitable<void> Mirror::keep_writing() {
  auto probed = std::chrono::steady_clock::now();
  for (;;) {
    if (!co_await link_.connected_within(probe_every)) continue;
    if (std::exchange(connection_, link_.connections()) != link_.connections()) look_anew();
    const auto news = news_;
    const bool told = co_await news->wait_for(probe_every);
    if (told) co_await write();
    const auto now = std::chrono::steady_clock::now();
    if (told && now - probed < probe_at_least) continue;
    probed = now;
    co_await probe();
  }
}

asio::awaitable<void> Mirror::write() {
  news_ = std::make_shared<io::OneShotEvent>();
  auto look = std::exchange(newest_, nullptr);
  if (!look) co_return;
  const auto written = co_await writer_.write(look->content);
  if (!written) {
    note(written.error().message);
    put_back(std::move(look));
    asio::steady_timer pause(loop_.context(), retry_after);
    co_await pause.async_wait(asio::use_awaitable);
    look_anew();  // it may have lost what was there
    co_return;
  }
  writes_ += written->count;
  // Of several nodes the newest position wins. One that is alone has everything there is.
  if (written->ahead && alone_) {
    note(
        "Redis has figures of a later position: another office writes under this org, or this one "
        "has begun anew; then delete dealbell:{" +
        org_ + "}:*");
    co_return;
  }
  error_.clear();
  written_ = look->content.position;
  lag_.written(look->number);
}

void Mirror::note(std::string error) {
  if (error_ != error) log_line("the mirror is behind: " + error);
  error_ = std::move(error);
}

// Nothing has come for a while, or so much that nobody asked.
asio::awaitable<void> Mirror::probe() {
  const auto intact = co_await writer_.is_intact();
  if (!intact)
    error_ = intact.error().message;
  else if (!*intact)
    look_anew();
}

asio::awaitable<MirrorState> Mirror::state() {
  auto ask = [this] {
    return MirrorState{link_.state(), written_, lag_.at(MirrorLag::Clock::now()),
                       writes_,       error_,   look_.cost()};
  };
  co_return co_await io::run_on(loop_, ask);
}

}  // namespace dealbell::app
