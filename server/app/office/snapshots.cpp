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

// The state loop also applies events and computes boards, so writing yields this often.
constexpr std::chrono::milliseconds slice_time{2};
constexpr std::size_t entities_at_once = 64;  // some 30 µs between two readings of the clock
constexpr std::size_t bytes_at_once = 1 << 20;

Error state_replaced() {
  return error(Errc::conflict, "the sales state was replaced while it was written");
}

}  // namespace

Snapshots::Snapshots(Office& office, std::string dir, Interval interval)
    : office_(office),
      sales_(office.sales_on_loop()),
      dir_(std::move(dir)),
      interval_(interval),
      last_seq_(office.snapshot_seq()) {}

void Snapshots::touch() {
  if (last_generation_ != sales_.times_replaced()) {
    last_generation_ = sales_.times_replaced();
    last_seq_ = sales_.seq();
  }
  const auto changes = sales_.seq() - last_seq_;
  if (taking_ || changes == 0) return;
  if (changes < interval_.events && Clock::now() - last_at_ < interval_.time) return;
  boost::asio::co_spawn(office_.loop().context(), take(), boost::asio::detached);
}

boost::asio::awaitable<void> Snapshots::take_last() {
  while (taking_) {
    const auto taking = taking_;
    co_await taking->wait();
  }
  if (sales_.seq() != last_seq_) co_await take();
}

boost::asio::awaitable<void> Snapshots::take() {
  const auto taking = taking_ = std::make_shared<io::OneShotEvent>();
  last_at_ = Clock::now();
  const auto begin = sales_.seq();
  const auto written = co_await write();
  if (!written) log_warning("no snapshot was taken: " + written.error().message);
  if (written) log_debug("snapshot " + std::to_string(begin) + " was taken");
  last_seq_ = begin;  // after a failure, too: the next attempt waits for the interval
  taking_.reset();
  taking->open();
}

boost::asio::awaitable<Result<>> Snapshots::write() {
  const auto generation = sales_.times_replaced();
  core::SnapshotWriter writer(sales_);
  auto create = [this, from = writer.from()] { return store::SnapshotFile::create(dir_, from); };
  auto file = co_await io::run_on(file_, create);
  if (!file) co_return file.error();

  std::string part;
  for (bool more = true; more;) {
    if (sales_.times_replaced() != generation) co_return state_replaced();
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
  auto read_witness = [until = head.until](store::Ledger& ledger) { return ledger.witness(until); };
  const auto witness = co_await office_.with_ledger(read_witness);
  if (!witness) co_return witness.error();
  if (sales_.times_replaced() != generation) co_return state_replaced();
  head.witness = *witness;
  auto finish = [&] { return file->finish(head); };
  co_return co_await io::run_on(file_, finish);
}

}  // namespace dealbell::app
