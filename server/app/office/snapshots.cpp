#include "app/office/snapshots.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.hpp"
#include "core/state/snapshot.hpp"
#include "io/run_on.hpp"

namespace dealbell::app {
namespace {

using Clock = std::chrono::steady_clock;

// The floor also applies events and paints boards: writing gives way this often.
constexpr std::chrono::milliseconds slice_time{2};
constexpr std::size_t entities_at_once = 64;  // some 30 µs between two looks at the clock
constexpr std::size_t bytes_at_once = 1 << 20;

}  // namespace

Snapshots::Snapshots(Office& office, std::string dir, Pace pace)
    : office_(office),
      sales_(office.sales_on_loop()),
      dir_(std::move(dir)),
      pace_(pace),
      taken_(office.snapshot_seq()) {}

void Snapshots::touch() {
  if (taken_of_ != sales_.times_replaced()) {
    taken_of_ = sales_.times_replaced();
    taken_ = sales_.seq();
  }
  const auto changes = sales_.seq() - taken_;
  if (taking_ || changes == 0) return;
  if (changes < pace_.events && Clock::now() - taken_at_ < pace_.time) return;
  boost::asio::co_spawn(office_.loop().context(), take(), boost::asio::detached);
}

boost::asio::awaitable<void> Snapshots::take_last() {
  while (taking_) {
    const auto taking = taking_;
    co_await taking->wait();
  }
  if (sales_.seq() != taken_) co_await take();
}

boost::asio::awaitable<void> Snapshots::take() {
  const auto taking = taking_ = std::make_shared<io::OneShotEvent>();
  taken_at_ = Clock::now();
  const auto begin = sales_.seq();
  const auto written = co_await write();
  if (!written) log_warning("no snapshot was taken: " + written.error().message);
  taken_ = begin;  // after a failure, too: the next try has its time
  taking_.reset();
  taking->open();
}

boost::asio::awaitable<Result<>> Snapshots::write() {
  const auto of = sales_.times_replaced();
  core::SnapshotWriter writer(sales_);
  auto create = [this, from = writer.from()] { return store::SnapshotFile::create(dir_, from); };
  auto file = co_await io::run_on(file_, create);
  if (!file) co_return file.error();

  std::string part;
  for (bool more = true; more;) {
    if (sales_.times_replaced() != of)
      co_return error(Errc::conflict, "the floor was folded anew meanwhile");
    const auto since = Clock::now();
    while (more && Clock::now() - since < slice_time)
      more = writer.write_some(entities_at_once, part);
    if (more && part.size() < bytes_at_once) {
      co_await boost::asio::post(office_.loop().context(), boost::asio::use_awaitable);
      continue;
    }
    auto append = [&] { return file->append(part); };
    if (auto appended = co_await io::run_on(file_, append); !appended) co_return appended;
    part.clear();
  }
  store::SnapshotHead head{core::snapshot_format, writer.from(), sales_.seq(), 0};
  auto witness = [until = head.until](store::Ledger& ledger) { return ledger.witness(until); };
  const auto seen = co_await office_.with_ledger(witness);
  if (!seen) co_return seen.error();
  if (sales_.times_replaced() != of)
    co_return error(Errc::conflict, "the floor was folded anew meanwhile");
  head.witness = *seen;
  auto finish = [&] { return file->finish(head); };
  co_return co_await io::run_on(file_, finish);
}

}  // namespace dealbell::app
