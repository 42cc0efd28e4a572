#include "app/api/org_document.hpp"

#include "app/api/json_response.hpp"
#include "app/api/params.hpp"
#include "wire/org_json.hpp"

namespace dealbell::app {
namespace {

std::string etag_of(std::int64_t version) { return "\"org-" + std::to_string(version) + "\""; }

// The version that If-Match names; nullopt for "*".
Result<std::optional<std::int64_t>> expected_version(const net::Request& request) {
  const auto match = request.header("if-match");
  if (!match)
    return error(Errc::precondition_required,
                 "send If-Match with the ETag of the document you read, or * to replace any");
  if (*match == "*") return std::optional<std::int64_t>{};
  constexpr std::string_view prefix = "\"org-", suffix = "\"";
  if (match->starts_with(prefix) && match->ends_with(suffix) &&
      match->size() > prefix.size() + suffix.size())
    if (const auto version = whole_number(
            match->substr(prefix.size(), match->size() - prefix.size() - suffix.size())))
      return version;
  return error(Errc::precondition_failed, "If-Match is not an ETag of this document");
}

}  // namespace

Answer get_org(ApiContext& api, const net::Request&) {
  auto read = [](store::Ledger& ledger) { return ledger.org(); };
  const auto version = co_await api.office.with_ledger(read);
  if (!version) co_return net::problem(version.error());
  auto response = json_response(*version ? (*version)->document : wire::write_org({}));
  response.headers.push_back({"ETag", etag_of(*version ? (*version)->version : 0)});
  co_return response;
}

Answer put_org(ApiContext& api, const net::Request& request) {
  const auto expected = expected_version(request);
  if (!expected) co_return net::problem(expected.error());
  std::string document = request.body;
  const auto version = co_await api.office.put_org(std::move(document), *expected);
  if (!version) co_return net::problem(version.error());
  wire::JsonWriter json;
  json.begin_object().member("version", *version).end_object();
  auto response = json_response(std::move(json));
  response.headers.push_back({"ETag", etag_of(*version)});
  co_return response;
}

}  // namespace dealbell::app
