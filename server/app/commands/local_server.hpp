#pragma once

#include <optional>
#include <string>

#include "outbound/client.hpp"

namespace dealbell::app {

// The server that runs on a data directory. Its address and the admin token are in files there. The
// token is sent to that address only, and only if it is this machine's. One thread.
class LocalServer {
 public:
  // nullopt if there is no address file, or nothing answers at that address within 5 seconds.
  static std::optional<LocalServer> find(const std::string& data);

  // A response with an error status becomes the Error that it describes.
  Result<outbound::Response> request(const std::string& method, const std::string& target,
                                     const std::string& content_type, std::string body);

  // Replaces the document at `target` if it is the one that `if_match` names: an ETag, or * for
  // any.
  Result<outbound::Response> put(const std::string& target, const std::string& content_type,
                                 std::string body, const std::string& if_match);

 private:
  LocalServer(outbound::Client client, std::string address, std::string token)
      : client_(std::move(client)), address_(std::move(address)), token_(std::move(token)) {}
  Result<outbound::Response> send(const std::string& method, const std::string& target,
                                  outbound::Headers headers, const std::string& content_type,
                                  std::string body);

  outbound::Client client_;
  std::string address_;  // http://HOST:PORT
  std::string token_;
};

}  // namespace dealbell::app
