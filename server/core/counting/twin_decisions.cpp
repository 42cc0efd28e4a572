#include "core/counting/twin_decisions.hpp"

#include <algorithm>

namespace dealbell::core {

TwinDecisions::TwinDecisions(const Org& org, Names& names) {
  const auto key = [&](const std::string& deal) {
    const auto colon = std::min(deal.find(':'), deal.size() - 1);
    return Key{names.intern(deal.substr(0, colon)), names.intern(deal.substr(colon + 1))};
  };
  for (const auto& twin : org.twins) {
    if (twin.deal.empty() || twin.of.empty()) continue;
    const auto deal = key(twin.deal), of = key(twin.of);
    if (twin.same)
      copies_[deal] = of;
    else
      different_.insert(std::minmax(deal, of));
  }
}

}  // namespace dealbell::core
