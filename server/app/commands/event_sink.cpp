#include "app/commands/event_sink.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <thread>

#include "app/commands/local_server.hpp"
#include "app/office/office.hpp"
#include "app/office/stored_org.hpp"
#include "core/calendar/calendar.hpp"
#include "wire/answers_json.hpp"
#include "wire/org_json.hpp"

namespace dealbell::app {
namespace {

constexpr const char* ndjson_type = "application/x-ndjson";

class HttpSink : public EventSink {
 public:
  HttpSink(LocalServer server, const std::string& source)
      : server_(std::move(server)), target_("/api/v1/events?source=" + source) {}

  Result<wire::Receipt> submit(const std::string& ndjson) override {
    constexpr int tries = 30;
    for (int i = 1;; ++i) {
      const auto response = server_.request("POST", target_, ndjson_type, ndjson);
      if (response) return wire::read_receipt(response->body);
      if (response.error().code != Errc::cannot_store || i == tries) return response.error();
      std::this_thread::sleep_for(std::chrono::seconds{1});
    }
  }

  Result<core::Org> org() override {
    const auto response = server_.request("GET", "/api/v1/org", "", "");
    if (!response) return response.error();
    return wire::read_org(response->body, core::known_zone, wire::OrgRules::when_stored);
  }

 private:
  LocalServer server_;
  std::string target_;
};

class LedgerSink : public EventSink {
 public:
  LedgerSink(std::unique_ptr<Office> office, std::string source)
      : office_(std::move(office)), source_(std::move(source)) {}
  ~LedgerSink() override { office_->stop(); }

  Result<wire::Receipt> submit(const std::string& ndjson) override {
    return boost::asio::co_spawn(office_->loop().context(),
                                 office_->submit_body(source_, ndjson, wire::BodyKind::ndjson),
                                 boost::asio::use_future)
        .get();
  }

  Result<core::Org> org() override {
    return boost::asio::co_spawn(
               office_->loop().context(),
               office_->query_sales([](const core::SalesState& sales) { return sales.org(); }),
               boost::asio::use_future)
        .get();
  }

 private:
  std::unique_ptr<Office> office_;
  std::string source_;
};

}  // namespace

Result<std::unique_ptr<EventSink>> open_sink(const std::string& data, const std::string& source) {
  if (auto server = LocalServer::find(data))
    return std::unique_ptr<EventSink>(new HttpSink(std::move(*server), source));
  auto office = Office::open(data);
  if (!office) return office.error();
  return std::unique_ptr<EventSink>(new LedgerSink(std::move(*office), source));
}

Result<core::Org> org_of(const std::string& data) {
  if (auto server = LocalServer::find(data)) return HttpSink(std::move(*server), "api").org();
  store::Options options;
  options.create = false;
  const auto ledger = store::Ledger::open(data, options);
  if (!ledger) return ledger.error();
  return stored_org(*ledger);
}

}  // namespace dealbell::app
