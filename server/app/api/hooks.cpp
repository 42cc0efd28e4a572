#include "app/api/hooks.hpp"

#include <algorithm>
#include <chrono>

#include "app/api/json_response.hpp"
#include "app/api/params.hpp"
#include "app/webhooks/delivery_processor.hpp"
#include "base/ascii.hpp"
#include "intake/delivery_json.hpp"
#include "io/clock.hpp"
#include "net/http/problem.hpp"
#include "net/http/router.hpp"
#include "net/http/status.hpp"

namespace dealbell::app {
namespace {

// Gives no reason: an attacker must not learn which part was wrong.
net::Response unauthorized() { return net::http_problem(401, "unauthorized", ""); }

// Nearly all senders retry after a 503. The state of our disk is none of their business; that
// somebody must look at what they sent is.
net::Response cannot_store(const Error& why) {
  if (why.code == Errc::rejected_box_full) return net::problem(why);
  auto response = net::http_problem(503, "cannot_store", "The delivery cannot be stored right now");
  for (auto& [name, value] : response.headers)
    if (name == "Retry-After") value = "30";
  return response;
}

net::Response no_such_address() {
  return net::problem(error(Errc::not_found, "There is nothing at this address"));
}

bool is_multipart(const net::Request& request) {
  return ascii_lower(request.header("content-type").value_or("")).starts_with("multipart/");
}

intake::Delivery delivery_of(const net::Request& request) {
  return {std::string(net::name_of(request.method)), request.target, request.headers, request.body};
}

// nullopt when every authentication of the source succeeds.
std::optional<intake::AuthFailure> auth_failure(const Source& source,
                                                const intake::Delivery& delivery, Instant now) {
  for (const auto& auth : source.auth)
    if (const auto verdict = intake::verify(auth, delivery, now); !verdict.key)
      return verdict.failure;
  return std::nullopt;
}

net::Response processed_response(const Source& source, const DeliveryResult& result) {
  const auto reply = source.mapping.reply();
  if (!reply.content_type.empty() || reply.status != 200)
    return net::text_response(reply.status, reply.content_type, reply.body);
  return json_response(wire::write_hook_receipt(result.outcome, result.ignored, result.receipt));
}

// A delivery while it is handled. finish() records it in the delivery log and the source's health,
// whatever the outcome.
class DeliveryRecord {
 public:
  DeliveryRecord(ApiContext& api, const Source& source, intake::Delivery delivery)
      : api_(api), source_(source), delivery_(std::move(delivery)) {}

  const intake::Delivery& delivery() const { return delivery_; }
  Instant received_at() const { return received_at_; }

  // Without a result, request and body are not kept: the sender may be a stranger.
  net::Response finish(DeliveryOutcome outcome, std::string detail, net::Response response,
                       const DeliveryResult* result = nullptr) {
    store::LoggedDelivery row;
    row.at = received_at_;
    row.source = source_.id;
    row.outcome = outcome;
    row.status = response.status;
    const auto took = std::chrono::steady_clock::now() - started_;
    row.latency_us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    row.detail = intake::without_secrets(source_.auth, std::move(detail));
    row.bytes = static_cast<std::int64_t>(delivery_.body.size());
    if (result) {
      const auto& receipt = result->receipt;
      row.events = static_cast<int>(receipt.accepted + receipt.duplicates + receipt.waiting);
      auto redacted = intake::redacted(source_.auth, std::move(delivery_));
      row.request = intake::write_request(redacted);
      row.body = std::move(redacted.body);
    }
    api_.monitor.record(std::move(row), result ? result->sequences : std::vector<std::int64_t>{});
    return response;
  }

 private:
  ApiContext& api_;
  const Source& source_;
  intake::Delivery delivery_;
  Instant received_at_ = io::now();
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

constexpr const char* hook_methods = "GET, HEAD, POST, OPTIONS";

// Why a request was answered before its body was read.
std::string_view unread_reason(int status) {
  switch (status) {
    case 400:
      return "it was malformed or cut off";
    case 404:
      return "there is nothing at this path";
    case 405:
      return "hooks are called with POST";
    case 413:
      return "it is too large";
    case 415:
      return "it has a Content-Encoding";
    case 501:
      return "it has an unknown Transfer-Encoding";
    default:
      return net::reason_phrase(status);
  }
}

// Whether the query has fields other than the source's secret.
bool has_data_in_query(const Source& source, const net::Request& request) {
  return std::any_of(request.query.begin(), request.query.end(), [&](const auto& field) {
    return std::none_of(source.auth.begin(), source.auth.end(),
                        [&](const auto& auth) { return auth.name == field.first; });
  });
}

}  // namespace

Answer post_hook(ApiContext& api, const net::Request& request) {
  const auto source = api.sources.find(path_param(request, "source"));
  if (!source) co_return no_such_address();
  DeliveryRecord record(api, *source, delivery_of(request));
  if (is_multipart(request)) {
    const auto why = error(Errc::unsupported_media, "Send JSON, XML or a form, not multipart");
    co_return record.finish(DeliveryOutcome::refused, why.message, net::problem(why));
  }
  if (const auto reply = source->mapping.challenge(record.delivery()))
    co_return net::text_response(reply->status, reply->content_type, reply->body);
  if (const auto failure = auth_failure(*source, record.delivery(), record.received_at()))
    co_return record.finish(DeliveryOutcome::unauthorized, std::string(intake::word_of(*failure)),
                            unauthorized());

  const auto result =
      co_await process_delivery(api.office, *source, record.delivery(), record.received_at());
  if (!result)
    co_return record.finish(DeliveryOutcome::refused, result.error().message,
                            cannot_store(result.error()));
  if (result->outcome == DeliveryOutcome::rejected)
    api.metrics.events_rejected(result->receipt.rejected.size());
  co_return record.finish(result->outcome, result->detail, processed_response(*source, *result),
                          &*result);
}

void record_unread_hook(ApiContext& api, const net::Request& head, const net::Response& answer) {
  constexpr std::string_view prefix = "/hooks/";
  if (!head.path.starts_with(prefix)) return;
  const auto rest = std::string_view(head.path).substr(prefix.size());
  const auto source = api.sources.find(rest.substr(0, rest.find('/')));
  if (!source) return;
  store::LoggedDelivery row;
  row.at = io::now();
  row.source = source->id;
  row.outcome = DeliveryOutcome::refused;
  row.status = answer.status;
  row.detail = "the body was not read: " + std::string(unread_reason(answer.status));
  api.monitor.record(std::move(row));
}

Answer get_hook(ApiContext& api, const net::Request& request) {
  const auto source = api.sources.find(path_param(request, "source"));
  if (!source) co_return no_such_address();
  if (has_data_in_query(*source, request)) {
    auto response = net::problem(error(Errc::method_not_allowed, "Send deliveries by POST"));
    response.headers.emplace_back("Allow", hook_methods);
    co_return response;
  }
  co_return net::Response{};
}

// CloudEvents 1.0 HTTP webhooks, §4: a sender asks first whether it may send here. Every source
// agrees to every origin, because each delivery authenticates itself.
Answer options_hook(ApiContext& api, const net::Request& request) {
  if (!api.sources.find(path_param(request, "source"))) co_return no_such_address();
  net::Response response;
  response.status = 204;
  response.headers.emplace_back("Allow", hook_methods);
  if (const auto origin = request.header("webhook-request-origin")) {
    response.headers.emplace_back("WebHook-Allowed-Origin", *origin);
    response.headers.emplace_back("WebHook-Allowed-Rate", "*");
  }
  co_return response;
}

}  // namespace dealbell::app
