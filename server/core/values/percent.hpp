#pragma once

#include <cstdint>

namespace dealbell::core {

// Percents are whole numbers of ten-thousandths of a percent: 60 % is 600'000.
constexpr std::int32_t hundred_percent_e4 = 1'000'000;

}  // namespace dealbell::core
