#pragma once

#include <mutex>

#include "app/office/office.hpp"
#include "base/token_bucket.hpp"
#include "net/http/http.hpp"

namespace dealbell::app {

// Notes each request with events that was answered before its body was read: no token, too large,
// unknown encoding. The row has the announced size and the reason, but no hash. Of such requests 20
// at once and then two a minute are recorded, so that a sender with an old token, or a stranger,
// cannot keep the disk busy; the number of those left out is in the message of the next row.
// Thread-safe.
class UnreadRequestLog {
 public:
  explicit UnreadRequestLog(Office& office) : office_(office) {}
  // Requests for other routes, and answers with another status, are ignored.
  void record(const net::Request& head, const net::Response& answer);

 private:
  bool within_rate(int& left_out);

  Office& office_;
  std::mutex mutex_;
  TokenBucket rate_{2.0 / 60, 20};
  int left_out_ = 0;
};

}  // namespace dealbell::app
