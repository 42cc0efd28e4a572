#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <string>

#include "app/office/ingest.hpp"
#include "app/office/loaded_state.hpp"
#include "base/record_format.hpp"
#include "core/state/sales_state.hpp"
#include "io/loop.hpp"
#include "io/run_on.hpp"
#include "io/worker_thread.hpp"
#include "store/ledger.hpp"
#include "wire/event_json.hpp"
#include "wire/office_change_json.hpp"
#include "wire/receipt_json.hpp"

namespace dealbell::app {

// A replay is of something that the rejected box has already.
enum class Arrival { first, replay };

// What the office calls. A hook that is not given does nothing.
struct OfficeHooks {
  // On the state loop:
  std::function<void()> changed = [] {};  // after every change of the sales state
  std::function<void(const Ingest::Commit&)> committed = [](const Ingest::Commit&) {};
  std::function<void(const Error&)> disk_failed = [](const Error&) {};  // for good
  // From any thread:
  std::function<void(std::size_t rows)> rejected = [](std::size_t) {};  // into the rejected box
  // Something other than events waits for the shared log.
  std::function<void()> queued = [] {};
  // Whether the shared log is appended to and read back at the moment.
  std::function<bool()> log_reachable = [] { return true; };
  // RecordFormat: what all nodes of the shared log can read.
  std::function<int()> record_format = [] { return int{format_newest}; };
};

// One office without its network: ledger, sales state and ingest. The sales state lives on a loop
// of its own, the state loop, and the ledger on a disk thread. Unless they say otherwise, member
// functions may be called from any other thread and change threads by themselves.
class Office {
 public:
  // Opens the ledger in `dir` and loads the sales state. With the name of a node, the log is shared
  // with other nodes and the ledger becomes a copy of it. There is no way back: without a name such
  // a ledger is Errc::conflict.
  static Result<std::unique_ptr<Office>> open(const std::string& dir, const std::string& node = {},
                                              OfficeHooks hooks = {},
                                              store::Options ledger_options = {});
  ~Office();

  // Submits a body in our own event format. Events that cannot be accepted are in the receipt and
  // in the rejected box, which has them before the others are taken. Fails when the body cannot be
  // parsed at all (it is then in the box), as keep_rejected, and as Ingest::submit.
  boost::asio::awaitable<Result<wire::Receipt>> submit_body(std::string source, std::string body,
                                                            wire::BodyKind kind,
                                                            Arrival arrival = Arrival::first);
  // Submits events. Rejected ones are only in the receipt. Fails as Ingest::submit.
  boost::asio::awaitable<Result<wire::Receipt>> submit_events(std::vector<core::Event> events);

  // The result of events that were still waiting when this receipt was given; Errc::not_found.
  boost::asio::awaitable<Result<wire::Receipt>> receipt(std::string id);

  // Runs a query on the state loop. Its result must not refer to the sales state.
  template <class Query>
  auto query_sales(Query query) {
    auto run = [this, query = std::move(query)] { return query(std::as_const(*sales_)); };
    return io::run_on(loop_, std::move(run));
  }
  // Runs a function with the ledger on the disk thread.
  template <class Function>
  auto with_ledger(Function function) {
    auto run = [this, function = std::move(function)] { return function(ledger_); };
    return io::run_on(disk_, std::move(run));
  }

  // Stores a token, a device or a revocation that was made here, and queues it for other nodes.
  boost::asio::awaitable<Result<>> commit(wire::OfficeChange change);
  // Queues the devices that other nodes may not have.
  boost::asio::awaitable<Result<>> share_devices();

  // Validates, stores and applies an org document; returns its version. `expected` as in
  // Ledger::put_org. With a shared log also Errc::unavailable: the log could not be reached, and
  // the document was not stored unless the message says that it may have been.
  boost::asio::awaitable<Result<std::int64_t>> put_org(std::string document,
                                                       std::optional<std::int64_t> expected);

  // Puts rows into the rejected box; they are on disk on return. Errc::rejected_box_full when the
  // source has filled its share, Errc::cannot_store: none was added, answer 503.
  boost::asio::awaitable<Result<>> keep_rejected(std::vector<store::Rejected> rows);
  // Notes a request that was refused unauthenticated or unread, and does not wait for it.
  void note_refused(store::Refused refused);
  // Whom the rejected box is divided among.
  void set_rejected_senders(std::vector<std::string> senders);

  // The following is for a node of a shared log (LedgerReplica), one call at a time.

  struct LogItem {
    std::optional<core::Event> event;  // nullopt: the record at this seq is no event
    Seq seq = 0;
  };
  // Applies what the log has next.
  boost::asio::awaitable<void> apply(std::vector<LogItem> items);
  // Applies an org document that is in the ledger. Nothing happens when it is not the newest
  // version or cannot be read by this program.
  boost::asio::awaitable<void> apply_org(std::int64_t version);
  // Passes outcomes to the submissions that wait for them; late rejections go into the rejected
  // box.
  boost::asio::awaitable<void> resolve(std::vector<store::Released> released);
  // The ledger was rolled back to another log. Loads the sales state again if the ledger became
  // shorter.
  boost::asio::awaitable<Result<>> switch_log(LogNumber log, bool shorter);

  bool is_shared() const { return !node_.empty(); }

  // The office's, of the newest org document that is in use. Any thread.
  std::shared_ptr<const core::Calendar> calendar() const { return calendar_.load(); }

  // Finishes the write in progress and stops both threads. Coroutines that wait for them are never
  // resumed, so call it before they are destroyed. Calling it again does nothing.
  void stop();

  io::Loop& loop() { return loop_; }  // the state loop
  // To be used on loop() only, or before anything has been submitted.
  const core::SalesState& sales_on_loop() const { return *sales_; }
  // Of the snapshot it was loaded from; 0: none.
  Seq snapshot_seq() const { return snapshot_seq_; }

 private:
  Office(store::Ledger ledger, LoadedState state, std::string dir, std::string node,
         OfficeHooks hooks);
  boost::asio::awaitable<Result<Ingest::Submitted>> submit(std::vector<Incoming> events,
                                                           std::chrono::milliseconds patience);
  boost::asio::awaitable<Result<std::int64_t>> propose_org(std::string document,
                                                           std::optional<std::int64_t> expected);
  boost::asio::awaitable<void> activate_org(core::Org org, core::Calendar calendar);
  void use_readable_format(std::vector<Incoming>& events) const;
  void keep_late(std::vector<store::Rejected> rows);
  void finish_receipt(wire::Receipt& receipt, const Ingest::Submitted& submitted) const;
  std::string receipt_id(std::int64_t number) const;

  std::string dir_, node_;
  OfficeHooks hooks_;
  store::Ledger ledger_;
  std::unique_ptr<core::SalesState> sales_;
  std::atomic<std::shared_ptr<const core::Calendar>> calendar_;
  Seq snapshot_seq_;
  io::Loop loop_;
  io::WorkerThread disk_{"disk"};
  Ingest ingest_;
};

}  // namespace dealbell::app
