#include "app/office/demo_driver.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include "app/office/stored_org.hpp"
#include "base/log.hpp"
#include "core/queries/measure_evaluator.hpp"
#include "io/clock.hpp"
#include "wire/org_json.hpp"

namespace dealbell::app {

DemoDriver::DemoDriver(Office& office, std::uint64_t seed, double rate)
    : office_(office), seed_(seed), rate_(rate) {}

Result<> DemoDriver::load_history() {
  const auto now = io::now();
  const auto calendar = calendar_for({});
  if (!calendar) return calendar.error();
  demo_.emplace(seed_, now, *calendar);
  auto document = wire::write_org(core::demo_org(now, *calendar));
  auto put = boost::asio::co_spawn(office_.loop().context(),
                                   office_.put_org(std::move(document), std::nullopt),
                                   boost::asio::use_future);
  if (const auto version = put.get(); !version) return version.error();
  auto submitted = boost::asio::co_spawn(
      office_.loop().context(), office_.submit_events(demo_->history()), boost::asio::use_future);
  if (const auto receipt = submitted.get(); !receipt) return receipt.error();

  // The ledger also has the live wins of earlier runs, which are not in the history.
  auto won_this_month = boost::asio::co_spawn(
      office_.loop().context(), office_.query_sales([now](const core::SalesState& sales) {
        const auto& c = sales.calendar();
        const auto period = c.period_of(core::PeriodKind::month, c.day_of(now));
        return core::totals(sales, core::Base::won, {}, {period.from, period.to}).priced.amount_e4;
      }),
      boost::asio::use_future);
  demo_->month_is_at({static_cast<std::int64_t>(won_this_month.get())});
  return {};
}

boost::asio::awaitable<void> DemoDriver::run() {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  for (;;) {
    timer.expires_after(demo_->until_next(rate_));
    co_await timer.async_wait(boost::asio::use_awaitable);
    std::vector<core::Event> events;
    events.push_back(demo_->next_live(io::now()));
    const auto receipt = co_await office_.submit_events(std::move(events));
    if (!receipt) log_warning("demo: " + receipt.error().message);
  }
}

}  // namespace dealbell::app
