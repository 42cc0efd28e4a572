#include "wire/answers_json.hpp"

#include <nlohmann/json.hpp>

namespace dealbell::wire {
namespace {

using nlohmann::json;

json object_of(std::string_view body) {
  auto parsed = json::parse(body, nullptr, false);
  return parsed.is_object() ? parsed : json::object();
}

std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

template <class Number>
Number number_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_integer() ? found->get<Number>() : Number{};
}

}  // namespace

Result<Receipt> read_receipt(std::string_view body) {
  const auto object = object_of(body);
  if (!object.contains("seq")) return error(Errc::io, "the server's answer is not a receipt");
  Receipt receipt;
  receipt.seq = number_of<Seq>(object, "seq");
  receipt.accepted = number_of<std::int64_t>(object, "accepted");
  receipt.duplicates = number_of<std::int64_t>(object, "duplicates");
  receipt.waiting = number_of<std::int64_t>(object, "waiting");
  if (const auto rejected = object.find("rejected"); rejected != object.end())
    for (const auto& item : *rejected)
      receipt.rejected.push_back(
          {number_of<std::size_t>(item, "index"),
           error(Errc::bad_value, text_of(item, "message"), text_of(item, "pointer"))});
  return receipt;
}

Error read_problem(int status, std::string_view body) {
  const auto object = object_of(body);
  auto detail = text_of(object, "detail");
  if (detail.empty()) detail = text_of(object, "title");
  if (detail.empty()) detail = "the server answered " + std::to_string(status);
  const auto code =
      status == info(Errc::cannot_store).http_status ? Errc::cannot_store : Errc::bad_value;
  return error(code, detail, text_of(object, "pointer"));
}

Result<std::string> read_login_link(std::string_view body) {
  auto url = text_of(object_of(body), "url");
  if (url.empty()) return error(Errc::io, "the server's answer has no link");
  return url;
}

Login read_login(std::string_view body) {
  const auto object = object_of(body);
  return {text_of(object, "code"), text_of(object, "token")};
}

}  // namespace dealbell::wire
