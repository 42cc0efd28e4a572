#pragma once

#include <string>

namespace dealbell::bench {

// Complete HTTP/1.1 requests to a server on 127.0.0.1; each line of `headers` must end with \r\n.
std::string post_request(const std::string& path, const std::string& headers,
                         const std::string& body);
std::string upgrade_request(const std::string& target, int port, const std::string& headers);

}  // namespace dealbell::bench
