#include "app/api/events.hpp"

#include "app/api/json_response.hpp"
#include "app/api/params.hpp"
#include "app/office/rejected_row.hpp"
#include "wire/event_json.hpp"

namespace dealbell::app {
namespace {

// nullopt for a Content-Type that cannot be events.
std::optional<wire::BodyKind> body_kind(std::string_view content_type) {
  const auto contains = [&](std::string_view part) {
    return content_type.find(part) != std::string_view::npos;
  };
  bool accepted = content_type.empty() || contains("+json");
  for (const auto* known : {"application/json", "application/x-ndjson", "application/ndjson",
                            "application/jsonl", "application/jsonlines", "text/plain",
                            "application/x-www-form-urlencoded"})  // the default of curl -d
    accepted = accepted || content_type.starts_with(known);
  if (!accepted) return std::nullopt;
  return contains("ndjson") || contains("jsonl") ? wire::BodyKind::ndjson : wire::BodyKind::detect;
}

// The source to book the events under: our own, or a configured one for backfills beside its
// webhooks.
Result<std::string> source_of(const ApiContext& api, const net::Request& request) {
  const auto name = request.query.find("source");
  if (name == request.query.end() || name->second == native_source)
    return std::string(native_source);
  if (api.sources.find(name->second)) return name->second;
  return error(Errc::bad_value, "no source \"" + name->second + "\" is configured");
}

}  // namespace

net::Response receipt_response(const wire::Receipt& receipt) {
  auto response = json_response(wire::write_receipt(receipt));
  const auto stored = receipt.accepted + receipt.duplicates + receipt.waiting;
  if (stored > 0 || receipt.rejected.empty()) return response;
  const auto& first = receipt.rejected.front();
  const bool only_one = receipt.rejected.size() == 1;
  const auto why =
      only_one ? first.error
               : error(Errc::nothing_valid,
                       "none of the events could be accepted; the first: " + first.error.message,
                       first.error.pointer);
  return net::problem(why, info(Errc::nothing_valid).http_status);
}

Answer post_events(ApiContext& api, const net::Request& request) {
  const auto kind = body_kind(request.header("content-type").value_or(""));
  if (!kind) {
    const auto why =
        error(Errc::unsupported_media, "send application/json or application/x-ndjson");
    // Only size and hash are kept: a body of another type could not be replayed.
    std::vector<store::Rejected> rows{rejected_row(native_source, why, request.body, {})};
    const auto kept = co_await api.office.keep_rejected(std::move(rows));
    co_return net::problem(kept ? why : kept.error());
  }
  const auto source = source_of(api, request);
  if (!source) co_return net::problem(source.error());
  std::string body = request.body;
  const auto receipt = co_await api.office.submit_body(*source, std::move(body), *kind);
  if (!receipt) co_return net::problem(receipt.error());
  co_return receipt_response(*receipt);
}

Answer get_receipt(ApiContext& api, const net::Request& request) {
  const auto receipt = co_await api.office.receipt(path_param(request, "id"));
  if (!receipt) co_return net::problem(receipt.error());
  co_return json_response(wire::write_receipt(*receipt));
}

}  // namespace dealbell::app
