#include "app/commands/org_store.hpp"

#include <charconv>

#include "io/clock.hpp"
#include "wire/org_json.hpp"

namespace dealbell::app {
namespace {

constexpr const char* target = "/api/v1/org";
constexpr std::string_view etag_prefix = "\"org-";

Result<std::int64_t> version_of(const outbound::Response& response) {
  const auto etag = response.header("etag").value_or("");
  std::int64_t version = 0;
  if (etag.starts_with(etag_prefix)) {
    const auto digits = etag.substr(etag_prefix.size());
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), version);
    if (read.ec == std::errc{}) return version;
  }
  return error(Errc::io, "the server's response does not contain the version of the org document");
}

}  // namespace

Result<OrgStore> OrgStore::open(const std::string& data) {
  if (auto server = LocalServer::find(data)) return OrgStore(std::move(*server));
  auto ledger = store::Ledger::open(data);
  if (!ledger) return ledger.error();
  return OrgStore(std::move(*ledger));
}

Result<OrgStore::Versioned> OrgStore::get() {
  if (server_) {
    const auto response = server_->request("GET", target, "", "");
    if (!response) return response.error();
    const auto version = version_of(*response);
    if (!version) return version.error();
    return Versioned{response->body, *version};
  }
  const auto newest = ledger_->org();
  if (!newest) return newest.error();
  if (!*newest) return Versioned{wire::write_org({}), 0};
  return Versioned{(*newest)->document, (*newest)->version};
}

Result<> OrgStore::put(const std::string& document, std::optional<std::int64_t> expected) {
  if (server_) {
    const auto match =
        expected ? std::string(etag_prefix) + std::to_string(*expected) + "\"" : std::string("*");
    const auto response = server_->put(target, "application/json", document, match);
    return response ? Result<>{} : response.error();
  }
  const auto version = ledger_->put_org(document, io::now(), expected);
  return version ? Result<>{} : version.error();
}

}  // namespace dealbell::app
