#pragma once

#include <optional>
#include <string>

#include "net/client.hpp"

namespace dealbell::app {

// The server that runs on a data directory, if one does: found by the address it leaves there,
// spoken to with the admin's token.
class RunningServer {
 public:
  // nullopt when none answers.
  static std::optional<RunningServer> on(const std::string& data);

  // The answer's body; a problem+json becomes the Error it tells of.
  Result<net::ClientResponse> request(std::string_view method, std::string_view target,
                                      std::string_view content_type, std::string_view body);

  // Replaces what stands at `target` if it is what `if_match` names: an ETag, or * for anything.
  Result<net::ClientResponse> put(std::string_view target, std::string_view content_type,
                                  std::string_view body, const std::string& if_match);

 private:
  Result<net::ClientResponse> send(std::string_view method, std::string_view target,
                                   net::ClientHeaders headers, std::string_view content_type,
                                   std::string_view body);
  RunningServer(net::HttpClient client, std::string token)
      : client_(std::move(client)), token_(std::move(token)) {}
  net::HttpClient client_;
  std::string token_;
};

}  // namespace dealbell::app
