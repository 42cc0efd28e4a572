#include "net/http/problem.hpp"

#include "base/json_text.hpp"
#include "net/http/status.hpp"

namespace dealbell::net {
namespace {

// In seconds: what stops us is over within one, or lasts long.
constexpr std::string_view retry_after_s = "1";

Response make(int status, std::string_view code, std::string_view title, std::string_view detail,
              std::string_view pointer) {
  std::string body = "{\"type\":\"about:blank\",\"title\":" + json_quoted(title) +
                     ",\"status\":" + std::to_string(status) +
                     ",\"detail\":" + json_quoted(detail) + ",\"code\":" + json_quoted(code);
  if (!pointer.empty()) body += ",\"pointer\":" + json_quoted(pointer);
  body += "}\n";
  auto response = text_response(status, "application/problem+json", std::move(body));
  if (status == 429 || status == 503) response.headers.emplace_back("Retry-After", retry_after_s);
  if (status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

}  // namespace

Response problem(const Error& error) { return problem(error, info(error.code).http_status); }

Response problem(const Error& error, int status) {
  const auto& row = info(error.code);
  return make(status, row.name, row.title, error.message, error.pointer);
}

Response http_problem(int status, std::string_view code, std::string_view detail) {
  return make(status, code, reason_phrase(status), detail, "");
}

}  // namespace dealbell::net
