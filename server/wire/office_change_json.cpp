#include "wire/office_change_json.hpp"

#include <nlohmann/json.hpp>

#include "wire/json_writer.hpp"

namespace dealbell::wire {
namespace {

using nlohmann::json;

struct Id {
  std::string operator()(const OrgChange& c) const { return "org-" + std::to_string(c.version); }
  std::string operator()(const TokenChange& c) const { return "token-" + c.id; }
  std::string operator()(const DeviceChange& c) const {
    return "device-" + c.id + "-" + std::to_string(to_ms(c.expires_at));
  }
  std::string operator()(const Revoked& c) const { return "revoked-" + c.id; }
};

struct Write {
  JsonWriter& json;
  void operator()(const OrgChange& c) const {
    json.key("org").begin_object().member("version", c.version);
    json.member("document", c.document).end_object();
  }
  void operator()(const TokenChange& c) const {
    json.key("token").begin_object().member("id", c.id).member("name", c.name);
    json.member("role", c.role).member("hash", c.hash).member("created_at", to_ms(c.created_at));
    if (c.expires_at) json.member("expires_at", to_ms(*c.expires_at));
    json.end_object();
    write(c.author);
  }
  void operator()(const DeviceChange& c) const {
    json.key("device").begin_object().member("id", c.id).member("token", c.token);
    json.member("role", c.role).member("hash", c.hash).member("agent", c.agent);
    json.member("created_at", to_ms(c.created_at)).member("expires_at", to_ms(c.expires_at));
    json.end_object();
    write({c.token, c.from});
  }
  void operator()(const Revoked& c) const {
    json.member("revoked", c.id);
    write(c.author);
  }
  void write(const Author& author) const {
    if (!author.by.empty()) json.member("by", author.by);
    if (!author.from.empty()) json.member("from", author.from);
  }
};

Author author_of(const json& all) { return {all.value("by", ""), all.value("from", "")}; }

DeviceChange device_of(const json& device, const Author& author) {
  return {device.at("id"),
          device.at("token"),
          device.at("role"),
          device.at("hash"),
          device.at("agent"),
          author.from,
          from_ms(device.at("created_at").get<std::int64_t>()),
          from_ms(device.at("expires_at").get<std::int64_t>())};
}

TokenChange token_of(const json& token, const Author& author) {
  TokenChange change{token.at("id"),
                     token.at("name"),
                     token.at("role"),
                     token.at("hash"),
                     from_ms(token.at("created_at").get<std::int64_t>()),
                     std::nullopt,
                     author};
  if (token.contains("expires_at"))
    change.expires_at = from_ms(token.at("expires_at").get<std::int64_t>());
  return change;
}

}  // namespace

std::string id_of(const OfficeChange& change) { return std::visit(Id{}, change); }

std::string write_office_change(const OfficeChange& change) {
  JsonWriter json;
  json.begin_object();
  std::visit(Write{json}, change);
  json.end_object();
  return std::move(json).text();
}

Result<OfficeChange> read_office_change(std::string_view body) {
  try {
    const auto all = json::parse(body);
    if (all.contains("org")) {
      const auto& org = all.at("org");
      return OfficeChange(OrgChange{org.at("version"), org.at("document")});
    }
    const auto author = author_of(all);
    if (all.contains("token")) return OfficeChange(token_of(all.at("token"), author));
    if (all.contains("device")) return OfficeChange(device_of(all.at("device"), author));
    return OfficeChange(Revoked{all.at("revoked"), author});
  } catch (const json::exception& e) {
    return error(Errc::bad_value, std::string("cannot read a change of the office: ") + e.what());
  }
}

}  // namespace dealbell::wire
