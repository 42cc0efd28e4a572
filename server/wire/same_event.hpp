#pragma once

#include <string_view>

namespace dealbell::wire {

// Whether two stored bodies of one id say the same, although a program wrote one of them in an
// older form. Until 0.1 a day was stored as a time on that day (noon in some zone), so such a time
// and the day are the same.
bool same_event(std::string_view stored, std::string_view given);

}  // namespace dealbell::wire
