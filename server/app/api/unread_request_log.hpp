#pragma once

#include <mutex>

#include "app/office/office.hpp"
#include "base/token_bucket.hpp"
#include "net/http/http.hpp"

namespace dealbell::app {

// Leaves a trace in the rejected box of event bodies that were never read: without a token, too
// large, in an encoding we do not know. Their size and the reason; a hash there is none, since
// nobody read them. After a handful only two a minute are kept, so that a screen with a stale
// token, or a stranger, can neither keep the disk busy nor push real events out of the box; the
// others are counted in the message of the next one kept. Thread-safe.
class UnreadRequestLog {
 public:
  explicit UnreadRequestLog(Office& office) : office_(office) {}
  void note(const net::Request& head, const net::Response& answer);

 private:
  bool may_keep(int& left_out);

  Office& office_;
  std::mutex mutex_;
  TokenBucket bucket_{2.0 / 60, 20};  // 20 at once, then two a minute
  int left_out_ = 0;
};

}  // namespace dealbell::app
