#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <string>

#include "app/office/ingest.hpp"
#include "app/office/loaded_state.hpp"
#include "core/state/sales_state.hpp"
#include "io/loop.hpp"
#include "io/run_on.hpp"
#include "io/worker_thread.hpp"
#include "store/ledger.hpp"
#include "wire/receipt_json.hpp"

namespace dealbell::app {

// One office without its network: ledger, floor and the way in. The floor lives on a loop of its
// own; every member function below is for other threads and hops there (or to the disk) by itself.
class Office {
 public:
  // Opens the ledger in `dir` and folds its log, from the newest snapshot that can be used. With
  // the name of a node the log is shared with other nodes, and the ledger is made a copy of it;
  // there is no way back: Errc::conflict for such a ledger without a name.
  static Result<std::unique_ptr<Office>> open(const std::string& dir, const std::string& node = {});
  ~Office();

  // Called on the floor's loop after every change; and when the disk failed for good. Set both
  // before the first event.
  void on_change(std::function<void()> changed) { changed_ = std::move(changed); }
  // Whether what is appended to the shared log is read back at the moment; set before requests.
  void ask_sharing(std::function<bool()> sharing) { sharing_ = std::move(sharing); }
  void on_disk_lost(std::function<void(const Error&)> lost) { disk_lost_ = std::move(lost); }

  // Called on the floor's loop for every batch that is on disk; and from any thread for what goes
  // into the rejected box. Set before the first event.
  void on_commit(std::function<void(const Ingest::Commit&)> told) { committed_ = std::move(told); }
  void on_rejected(std::function<void(std::size_t)> told) { rejected_ = std::move(told); }

  // Native events as they came in. Everything that cannot be taken is in the receipt and in the
  // rejected box. Fails with Errc::nothing_valid when nothing was taken, else as Ingest::submit.
  boost::asio::awaitable<Result<wire::Receipt>> take_body(std::string source, std::string body,
                                                          std::string content_type);
  boost::asio::awaitable<Result<wire::Receipt>> take_events(std::vector<core::Event> events);

  // Answers a question about the floor: `ask` runs there and must not keep references.
  template <class Ask>
  auto ask(Ask ask) {
    auto question = [this, ask = std::move(ask)] { return ask(std::as_const(*sales_)); };
    return io::run_on(loop_, std::move(question));
  }
  // Runs something with the ledger on the disk thread.
  template <class Use>
  auto with_ledger(Use use) {
    auto work = [this, use = std::move(use)] { return use(ledger_); };
    return io::run_on(disk_, std::move(work));
  }

  boost::asio::awaitable<Result<std::vector<store::Token>>> tokens();
  boost::asio::awaitable<Result<>> put_token(store::Token token);

  // Validates, stores and applies an org document; returns its version. `expected` as
  // Ledger::put_org. Of a shared log also Errc::unavailable: others could not be told, and nothing
  // was changed, unless the message says that it may have been.
  boost::asio::awaitable<Result<std::int64_t>> put_org(std::string document,
                                                       std::optional<std::int64_t> expected);
  // Keeps something that was refused, or all of one request with one sync; nobody waits for it.
  void keep_rejected(store::Rejected rejected);
  void keep_rejected(std::vector<store::Rejected> rejected);

  // What became of the events that waited when this receipt was given; Errc::not_found.
  boost::asio::awaitable<Result<wire::Receipt>> receipt(std::string id);

  // As one node of a shared log (SharedCopy), one call at a time:
  struct Followed {
    std::optional<core::Event> event;  // nullopt: something else has this seq
    core::Seq seq = 0;
  };
  boost::asio::awaitable<void> apply(std::vector<Followed> events);
  // Of an org document that the ledger has. Nothing changes when it is not the newest, or does not
  // read here.
  boost::asio::awaitable<void> apply_org(std::int64_t version);
  boost::asio::awaitable<void> settle(std::vector<store::Released> released);
  // The ledger was rolled back to another log. Folds it anew when it became shorter.
  boost::asio::awaitable<Result<>> change_log(core::LogNumber log, bool shorter);
  bool shares() const { return !node_.empty(); }

  // Finishes what is being written and stops floor and disk. Whoever still waits for them is never
  // resumed. Before whatever is waiting is destroyed; twice is fine.
  void stop();

  io::Loop& loop() { return loop_; }
  const core::SalesState& sales_on_loop() const { return *sales_; }  // only on loop()
  core::Seq snapshot_seq() const { return snapshot_seq_; }  // what it started from; 0: the log

 private:
  Office(store::Ledger ledger, LoadedState stored, std::string dir, std::string node);
  boost::asio::awaitable<Result<Ingest::Taken>> submit(std::vector<Incoming> events,
                                                       std::chrono::milliseconds patience);
  boost::asio::awaitable<Result<std::int64_t>> propose_org(std::string document,
                                                           std::optional<std::int64_t> expected);
  boost::asio::awaitable<void> hold(core::Org org, core::Calendar calendar);
  std::string receipt_id(std::int64_t number) const;

  std::string dir_, node_;
  store::Ledger ledger_;
  std::unique_ptr<core::SalesState> sales_;
  core::Seq snapshot_seq_;
  io::Loop loop_;
  io::WorkerThread disk_{"disk"};
  std::function<void()> changed_ = [] {};
  std::function<bool()> sharing_ = [] { return true; };
  std::function<void(const Error&)> disk_lost_ = [](const Error&) {};
  std::function<void(const Ingest::Commit&)> committed_ = [](const Ingest::Commit&) {};
  std::function<void(std::size_t)> rejected_ = [](std::size_t) {};
  Ingest ingest_;
};

}  // namespace dealbell::app
