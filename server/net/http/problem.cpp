#include "net/http/problem.hpp"

#include "base/errc.hpp"
#include "base/json_text.hpp"
#include "net/http/status.hpp"

namespace dealbell::net {
namespace {

// Most overloads end within a second; the box waits for a person.
std::string_view retry_after_s(std::string_view code) {
  return code == info(Errc::rejected_box_full).name ? "60" : "1";
}

}  // namespace

Response problem_document(int status, std::string_view code, std::string_view title,
                          std::string_view detail, std::string_view pointer) {
  std::string body = "{\"type\":\"about:blank\",\"title\":" + json_quoted(title) +
                     ",\"status\":" + std::to_string(status) +
                     ",\"detail\":" + json_quoted(detail) + ",\"code\":" + json_quoted(code);
  if (!pointer.empty()) body += ",\"pointer\":" + json_quoted(pointer);
  body += "}\n";
  auto response = text_response(status, "application/problem+json", std::move(body));
  if (status == 429 || status == 503)
    response.headers.emplace_back("Retry-After", retry_after_s(code));
  if (status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

Response http_problem(int status, std::string_view code, std::string_view detail) {
  return problem_document(status, code, reason_phrase(status), detail, "");
}

}  // namespace dealbell::net
