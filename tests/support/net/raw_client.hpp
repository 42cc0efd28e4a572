#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dealbell::test {

// A TCP connection to 127.0.0.1 that sends exactly the given bytes. Blocking; every wait ends after
// ten seconds and then returns "".
class RawClient {
 public:
  explicit RawClient(std::uint16_t port, int receive_buffer_bytes = 0);
  RawClient(RawClient&& other) noexcept;
  RawClient& operator=(RawClient&&) = delete;
  ~RawClient();

  void send(std::string_view bytes);
  // Up to and including `end`; shorter if the server closes.
  std::string read_until(std::string_view end);
  std::string read_exactly(std::size_t size);
  // Everything until the server closes.
  std::string read_to_end();
  // One response with a Content-Length, head and body.
  std::string read_response(bool with_body = true);
  bool closed_by_reset() const { return reset_; }
  bool timed_out() const { return timed_out_; }

 private:
  bool fill();

  int socket_;
  std::string buffer_;
  bool reset_ = false;
  bool timed_out_ = false;
};

}  // namespace dealbell::test
