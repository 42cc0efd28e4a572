#include "net/http/problem.hpp"

#include "base/utf8.hpp"
#include "net/http/status.hpp"

namespace dealbell::net {
namespace {

// Most overloads end within a second.
constexpr std::string_view retry_after_s = "1";

}  // namespace

Response problem_document(int status, std::string_view code, std::string_view title,
                          std::string_view detail, std::string_view pointer) {
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

Response http_problem(int status, std::string_view code, std::string_view detail) {
  return problem_document(status, code, reason_phrase(status), detail, "");
}

std::string json_quoted(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x80) {
      const auto length = utf8_length(text.substr(at));
      out += length == 0 ? std::string_view("\\ufffd") : text.substr(at, length);
      at += length == 0 ? 1 : length;
      continue;
    }
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += text[at];
    } else if (byte < 0x20 || byte == 0x7f) {
      out += "\\u00";
      out += hex[byte >> 4];
      out += hex[byte & 15];
    } else {
      out += text[at];
    }
    ++at;
  }
  return out + '"';
}

}  // namespace dealbell::net
