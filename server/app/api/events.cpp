#include "app/api/endpoints.hpp"
#include "base/hash.hpp"
#include "io/clock.hpp"
#include "wire/json_writer.hpp"

namespace dealbell::app {
namespace {

bool is_json(std::string_view type) {
  for (const auto* known : {"application/json", "application/x-ndjson", "application/ndjson",
                            "application/jsonl", "application/jsonlines", "text/plain",
                            "application/x-www-form-urlencoded"})  // what curl -d says by itself
    if (type.starts_with(known)) return true;
  return type.empty() || type.find("+json") != std::string_view::npos;
}

// What is kept of a body in a language we do not speak: that it came, and how to recognise it.
store::Rejected unread(const std::string& source, const Error& why, const std::string& body) {
  store::Rejected rejected;
  rejected.at = io::now();
  rejected.source = source;
  rejected.code = info(why.code).name;
  rejected.message = why.message;
  rejected.bytes = static_cast<std::int64_t>(body.size());
  rejected.hash = hash128_hex(body);
  return rejected;
}

// Whose events these are: ours, or those of a configured source, for backfills beside its live
// ones.
Result<std::string> source_of(ApiContext& s, const net::Request& request) {
  const auto named = request.query.find("source");
  if (named == request.query.end() || named->second == s.source) return s.source;
  if (s.sources.find(named->second)) return named->second;
  return error(Errc::bad_value, "no source \"" + named->second + "\" is configured");
}

}  // namespace

net::Response receipt_response(const wire::Receipt& receipt) {
  auto response = json_response(wire::write_receipt(receipt));
  const auto taken = receipt.accepted + receipt.duplicates + receipt.waiting;
  if (taken > 0 || receipt.rejected.empty()) return response;
  const auto& first = receipt.rejected.front();
  const bool only_one = receipt.rejected.size() == 1;
  const auto why =
      only_one ? first.error
               : error(Errc::nothing_valid,
                       "none of the events could be taken; the first: " + first.error.message,
                       first.error.pointer);
  return net::problem(why, info(Errc::nothing_valid).http_status);
}

Answer post_events(ApiContext& s, const net::Request& request) {
  const auto type = request.header("content-type").value_or("");
  if (!is_json(type)) {
    const auto why =
        error(Errc::unsupported_media, "send application/json or application/x-ndjson");
    s.office.keep_rejected(unread(s.source, why, request.body));
    co_return net::problem(why);
  }
  const auto source = source_of(s, request);
  if (!source) co_return net::problem(source.error());
  std::string content_type{type};
  std::string body = request.body;
  const auto receipt =
      co_await s.office.take_body(*source, std::move(body), std::move(content_type));
  if (!receipt) co_return net::problem(receipt.error());
  co_return receipt_response(*receipt);
}

// What became of events that were taken before the shared log had them.
Answer get_receipt(ApiContext& s, const net::Request& request) {
  const auto receipt = co_await s.office.receipt(request.params.find("id")->second);
  if (!receipt) co_return net::problem(receipt.error());
  co_return json_response(wire::write_receipt(*receipt));
}

}  // namespace dealbell::app
