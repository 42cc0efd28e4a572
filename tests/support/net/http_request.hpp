#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dealbell::test {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpResponse {
  int status = 0;       // 0: there was none
  HttpHeaders headers;  // names in lower case
  std::string body;

  std::optional<std::string_view> header(std::string_view name) const;
};

// One request to a server on 127.0.0.1, on a connection of its own.
HttpResponse http_request(std::uint16_t port, std::string_view method, std::string_view target,
                          const HttpHeaders& headers = {}, std::string_view body = "");

}  // namespace dealbell::test
