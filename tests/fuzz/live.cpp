#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "wire/live_json.hpp"

// Any text is an answer or an error; subscriptions are bounded and name a board.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dealbell;
  const auto message = wire::parse_client_message({reinterpret_cast<const char*>(data), size});
  if (!message) return 0;
  DEALBELL_CHECK(message->subscriptions.size() <= wire::subscriptions_max);
  for (const auto& subscription : message->subscriptions)
    DEALBELL_CHECK(!subscription.board.empty());
  return 0;
}
