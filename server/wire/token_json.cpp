#include "wire/token_json.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "wire/json_check.hpp"
#include "wire/json_writer.hpp"

namespace dealbell::wire {
namespace {

using nlohmann::json;

constexpr std::size_t token_name_bytes_max = 200;

Result<std::string> new_token_text(const json& value, const char* pointer) {
  if (!value.is_string()) return error(Errc::wrong_type, "this must be a text", pointer);
  return value.get<std::string>();
}

Result<> take_name(const json& value, NewToken& token) {
  auto name = new_token_text(value, "/name");
  if (!name) return name.error();
  if (name->empty() || name->size() > token_name_bytes_max)
    return error(Errc::bad_value, "the name must have 1 to 200 bytes", "/name");
  // `token list` prints it to a terminal.
  const auto is_control = [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; };
  if (std::any_of(name->begin(), name->end(), is_control))
    return error(Errc::bad_value, "the name must not have control characters", "/name");
  token.name = std::move(*name);
  return {};
}

Result<> take_role(const json& value, NewToken& token) {
  const auto role = new_token_text(value, "/role");
  if (!role) return role.error();
  token.role = core::access_role(*role);
  if (token.role == core::AccessRole::none)
    return error(Errc::bad_value, "there is no role \"" + *role + "\"", "/role");
  return {};
}

Result<std::vector<std::string>> names_in(const json& value, const std::string& pointer) {
  const auto is_text = [](const json& one) { return one.is_string(); };
  if (!value.is_array() || !std::all_of(value.begin(), value.end(), is_text))
    return error(Errc::wrong_type, "this must be a list of texts", pointer);
  return value.get<std::vector<std::string>>();
}

Result<> take_scope(const json& value, NewToken& token) {
  if (!value.is_object()) return error(Errc::wrong_type, "the scope must be an object", "/scope");
  for (const auto& [name, part] : value.items()) {
    const auto pointer = "/scope/" + name;
    if (name == "source") {
      if (!part.is_string()) return error(Errc::wrong_type, "this must be a text", pointer);
      token.scope.source = part.get<std::string>();
    } else if (name == "boards" || name == "teams") {
      auto names = names_in(part, pointer);
      if (!names) return names.error();
      (name == "boards" ? token.scope.boards : token.scope.teams) = std::move(*names);
    } else {
      return error(Errc::bad_value, "a scope has boards, teams and source", pointer);
    }
  }
  return {};
}

Result<> take_end(const json& value, NewToken& token) {
  if (value.is_null()) return {};
  const auto text = new_token_text(value, "/expires_at");
  if (!text) return text.error();
  const auto end = parse_instant(*text);
  if (!end) return error(end.error().code, end.error().message, "/expires_at");
  token.expires_at = *end;
  return {};
}

void write_device(JsonWriter& json, const ListedDevice& d) {
  json.begin_object().member("id", d.id).member("agent", d.agent).member("from", d.from);
  json.member("created_at", to_ms(d.created_at));
  json.member("expires_at", to_ms(d.expires_at));
  json.member("used_at", to_ms(d.used_at)).member("connected", d.connected);
  json.member("current", d.current).end_object();
}

void write_devices(JsonWriter& json, const std::vector<ListedDevice>& devices) {
  json.key("devices").begin_array();
  for (const auto& device : devices) write_device(json, device);
  json.end_array();
}

Instant instant_in(const json& object, const char* name) {
  return from_ms(object.at(name).get<std::int64_t>());
}

std::vector<ListedDevice> devices_in(const json& object) {
  std::vector<ListedDevice> devices;
  for (const auto& d : object.at("devices"))
    devices.push_back({d.at("id"), d.at("agent"), d.at("from"), instant_in(d, "created_at"),
                       instant_in(d, "expires_at"), instant_in(d, "used_at"), d.at("connected"),
                       d.at("current")});
  return devices;
}

// The result of `read`, which may throw.
template <class Read>
auto from_server(Read read) -> Result<decltype(read())> {
  try {
    return read();
  } catch (const std::exception&) {
    return error(Errc::io, "the server's response about tokens cannot be read");
  }
}

}  // namespace

Result<NewToken> read_new_token(std::string_view body) {
  if (auto checked = check_json(body); !checked) return checked.error();
  const auto all = json::parse(body);
  if (!all.is_object())
    return error(Errc::wrong_type, "send an object with name, role, scope and expires_at");
  NewToken token;
  for (const auto& [name, value] : all.items()) {
    Result<> taken =
        error(Errc::bad_value, "a token has name, role, scope and expires_at", "/" + name);
    if (name == "name") taken = take_name(value, token);
    if (name == "role") taken = take_role(value, token);
    if (name == "scope") taken = take_scope(value, token);
    if (name == "expires_at") taken = take_end(value, token);
    if (!taken) return taken.error();
  }
  if (token.name.empty()) return error(Errc::missing, "the token needs a name", "/name");
  if (token.role == core::AccessRole::none)
    return error(Errc::missing, "the token needs a role", "/role");
  return token;
}

std::string write_token_list(const TokenList& list) {
  JsonWriter json;
  json.begin_object().key("tokens").begin_array();
  for (const auto& t : list.tokens) {
    json.begin_object().member("id", t.id).member("name", t.name).member("role", t.role);
    json.key("scope").begin_object().end_object();
    json.member("created_at", to_ms(t.created_at)).key("expires_at");
    if (t.expires_at)
      json.value(to_ms(*t.expires_at));
    else
      json.null();
    json.member("used_at", to_ms(t.used_at));
    write_devices(json, t.devices);
    json.end_object();
  }
  json.end_array();
  write_devices(json, list.devices);
  json.end_object();
  return std::move(json).text();
}

Result<TokenList> read_token_list(std::string_view body) {
  return from_server([&] {
    const auto all = json::parse(body);
    TokenList list;
    for (const auto& t : all.at("tokens")) {
      ListedToken token{t.at("id"),   t.at("name"),
                        t.at("role"), instant_in(t, "created_at"),
                        {},           instant_in(t, "used_at"),
                        devices_in(t)};
      if (!t.at("expires_at").is_null()) token.expires_at = instant_in(t, "expires_at");
      list.tokens.push_back(std::move(token));
    }
    list.devices = devices_in(all);
    return list;
  });
}

Result<IssuedToken> read_issued_token(std::string_view body) {
  return from_server([&] {
    const auto all = json::parse(body);
    return IssuedToken{all.at("id"), all.at("token")};
  });
}

}  // namespace dealbell::wire
