// POST /hooks/{source}: what a CRM sends.

#include <chrono>

#include "app/api/endpoints.hpp"
#include "app/webhooks/delivery_processor.hpp"
#include "intake/delivery_json.hpp"
#include "io/clock.hpp"
#include "net/http/problem.hpp"

namespace dealbell::app {
namespace {

using store::DeliveryOutcome;

// Whoever only probes learns nothing of which part was wrong.
net::Response unauthorized() { return net::http_problem(401, "unauthorized", ""); }

// Nearly all senders come back after a 503, and none needs to know what our disk is like.
net::Response cannot_store() {
  auto response = net::http_problem(503, "cannot_store", "It cannot be stored just now");
  for (auto& [name, value] : response.headers)
    if (name == "Retry-After") value = "30";
  return response;
}

bool is_multipart(const net::Request& request) {
  return request.header("content-type").value_or("").starts_with("multipart/");
}

std::optional<intake::AuthFailure> refusal(const Source& source, const intake::Delivery& delivery,
                                           Instant now) {
  for (const auto& auth : source.auth)
    if (const auto verdict = intake::verify(auth, delivery, now); !verdict.key)
      return verdict.failure;
  return std::nullopt;
}

net::Response answer(const Source& source, const DeliveryResult& heard) {
  const auto reply = source.mapping.reply();
  if (!reply.content_type.empty() || reply.status != 200)
    return net::text_response(reply.status, reply.content_type, reply.body);
  return json_response(
      wire::write_hook_receipt(store::word_of(heard.outcome), heard.ignored, heard.receipt));
}

// One delivery on its way: what is noted of it in the end, whatever the end.
class DeliveryRecord {
 public:
  DeliveryRecord(ApiContext& services, const Source& source, intake::Delivery delivery)
      : services_(services), source_(source), delivery_(std::move(delivery)) {}

  const intake::Delivery& delivery() const { return delivery_; }
  Instant at() const { return at_; }

  net::Response end(DeliveryOutcome outcome, std::string detail, net::Response response,
                    const DeliveryResult* heard = nullptr) {
    store::LoggedDelivery row;
    row.at = at_;
    row.source = source_.id;
    row.outcome = outcome;
    row.status = response.status;
    const auto took = std::chrono::steady_clock::now() - began_;
    row.latency_us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    row.detail = intake::without_secrets(source_.auth, std::move(detail));
    row.bytes = static_cast<std::int64_t>(delivery_.body.size());
    if (heard) {
      const auto& receipt = heard->receipt;
      row.events = static_cast<int>(receipt.accepted + receipt.duplicates + receipt.waiting);
      auto kept = intake::redacted(source_.auth, std::move(delivery_));
      row.request = intake::write_request(kept);
      row.body = std::move(kept.body);
    }
    services_.watch.note(std::move(row), heard ? heard->sequences : std::vector<std::int64_t>{});
    return response;
  }

 private:
  ApiContext& services_;
  const Source& source_;
  intake::Delivery delivery_;
  Instant at_ = io::now();
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace

Answer post_hook(ApiContext& s, const net::Request& request) {
  const auto source = s.sources.find(request.params.find("source")->second);
  if (!source) co_return net::problem(error(Errc::not_found, "There is nothing at this address"));
  DeliveryRecord visit(s, *source, delivery_of(request));
  if (is_multipart(request)) {
    const auto why = error(Errc::unsupported_media, "Send JSON, XML or a form, not multipart");
    co_return visit.end(DeliveryOutcome::refused, why.message, net::problem(why));
  }
  if (const auto reply = source->mapping.challenge(visit.delivery()))
    co_return net::text_response(reply->status, reply->content_type, reply->body);
  if (const auto why = refusal(*source, visit.delivery(), visit.at()))
    co_return visit.end(DeliveryOutcome::unauthorized, std::string(intake::word_of(*why)),
                        unauthorized());

  const auto heard = co_await process_delivery(s.office, *source, visit.delivery(), visit.at());
  if (!heard) co_return visit.end(DeliveryOutcome::refused, heard.error().message, cannot_store());
  if (heard->outcome == DeliveryOutcome::rejected) {
    s.metrics.events_rejected(heard->receipt.rejected.size());
    // On disk before the sender hears 2xx: nobody else has it any more.
    auto keep = [row = rejected(*source, visit.delivery(), *heard, visit.at())](
                    store::Ledger& ledger) { return ledger.reject(row); };
    const auto kept = co_await s.office.with_ledger(keep);
    if (!kept) co_return visit.end(DeliveryOutcome::refused, kept.error().message, cannot_store());
  }
  co_return visit.end(heard->outcome, heard->detail, answer(*source, *heard), &*heard);
}

void note_unread_hook(ApiContext& s, const net::Request& head, const net::Response& answer) {
  constexpr std::string_view prefix = "/hooks/";
  if (!head.path.starts_with(prefix)) return;
  const auto rest = std::string_view(head.path).substr(prefix.size());
  const auto source = s.sources.find(rest.substr(0, rest.find('/')));
  if (!source) return;
  store::LoggedDelivery row;
  row.at = io::now();
  row.source = source->id;
  row.outcome = DeliveryOutcome::refused;
  row.status = answer.status;
  row.detail = "not read: too large, encoded, or cut off";
  s.watch.note(std::move(row));
}

// CloudEvents 1.0 HTTP webhooks, §4: a sender asks first whether it may send here. Whether it may
// is proven by each delivery, so every source says yes.
Answer options_hook(ApiContext& s, const net::Request& request) {
  const auto source = s.sources.find(request.params.find("source")->second);
  if (!source) co_return net::problem(error(Errc::not_found, "There is nothing at this address"));
  net::Response response;
  response.status = 204;
  response.headers.emplace_back("Allow", "POST, OPTIONS");
  if (const auto origin = request.header("webhook-request-origin")) {
    response.headers.emplace_back("WebHook-Allowed-Origin", *origin);
    response.headers.emplace_back("WebHook-Allowed-Rate", "*");
  }
  co_return response;
}

}  // namespace dealbell::app
