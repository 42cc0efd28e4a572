#include <charconv>

#include "app/endpoints.hpp"
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

Result<std::int64_t> parse_id(const net::Request& request) {
  const auto& text = request.params.find("id")->second;
  std::int64_t id = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (ec != std::errc{} || end != text.data() + text.size())
    return error(Errc::not_found, "no rejected item by this id");
  return id;
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

// 422 for a request of which nothing could be taken; its list says why, each.
net::Response answer(const wire::Receipt& receipt) {
  auto response = json_response(wire::write_receipt(receipt));
  if (receipt.accepted + receipt.duplicates > 0 || receipt.rejected.empty()) return response;
  const auto& first = receipt.rejected.front();
  const bool only_one = receipt.rejected.size() == 1;
  const auto why =
      only_one ? first.error
               : error(Errc::nothing_valid,
                       "none of the events could be taken; the first: " + first.error.message,
                       first.error.pointer);
  return net::problem(why, info(Errc::nothing_valid).http_status);
}

}  // namespace

Answer post_events(Services& s, const net::Request& request) {
  const auto type = request.header("content-type").value_or("");
  if (!is_json(type)) {
    const auto why =
        error(Errc::unsupported_media, "send application/json or application/x-ndjson");
    s.office.keep_rejected(unread(s.source, why, request.body));
    co_return net::problem(why);
  }
  std::string content_type{type};
  std::string body = request.body;
  const auto receipt =
      co_await s.office.take_body(s.source, std::move(body), std::move(content_type));
  if (!receipt) co_return net::problem(receipt.error());
  co_return answer(*receipt);
}

Answer get_rejected(Services& s, const net::Request& request) {
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
  if (const auto text = request.query.find("before"); text != request.query.end())
    std::from_chars(text->second.data(), text->second.data() + text->second.size(), before);
  constexpr int page = 100;
  auto read = [before](store::Ledger& ledger) { return ledger.rejected(before, page); };
  const auto rows = co_await s.office.with_ledger(read);
  if (!rows) co_return net::problem(rows.error());
  wire::JsonWriter json;
  json.begin_object().key("rows").begin_array();
  for (const auto& r : *rows) {
    json.begin_object().member("id", r.id).member("at", to_ms(r.at)).member("source", r.source);
    json.member("code", r.code).member("message", r.message).member("pointer", r.pointer);
    json.member("bytes", r.bytes).member("hash", r.hash).member("body", r.body).key("replayed_as");
    if (r.replayed_as)
      json.value(*r.replayed_as);
    else
      json.null();
    json.end_object();
  }
  json.end_array().key("next");
  if (rows->size() == page)
    json.value(rows->back().id);
  else
    json.null();
  json.end_object();
  co_return json_response(std::move(json).text());
}

// Takes a rejected item again, as it was sent: after a fix of ours, or of what it clashed with.
Answer replay_rejected(Services& s, const net::Request& request) {
  const auto id = parse_id(request);
  if (!id) co_return net::problem(id.error());
  auto find = [id = *id](store::Ledger& ledger) { return ledger.rejected_one(id); };
  const auto item = co_await s.office.with_ledger(find);
  if (!item) co_return net::problem(item.error());
  if (item->body.empty())
    co_return net::problem(error(Errc::conflict, "the body of this item was not kept"));
  const auto receipt = co_await s.office.take_body(item->source, item->body, "application/json");
  if (!receipt) co_return net::problem(receipt.error());
  if (receipt->seq > 0) {
    auto mark = [id = *id, seq = receipt->seq](store::Ledger& ledger) {
      return ledger.mark_replayed(id, seq);
    };
    const auto marked = co_await s.office.with_ledger(mark);
    if (!marked) co_return net::problem(marked.error());
  }
  co_return answer(*receipt);
}

}  // namespace dealbell::app
