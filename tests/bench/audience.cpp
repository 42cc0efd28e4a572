#include "audience.hpp"

#include <filesystem>

namespace dealbell::bench {

using namespace std::chrono_literals;

Audience::Scratch::~Scratch() { std::filesystem::remove_all(dir); }

Audience::Audience(const Contestant& contestant, std::string dir, std::size_t message_bytes,
                   std::uint32_t posters)
    : scratch_{std::move(dir)},
      server(contestant.start(scratch_.dir, message_bytes)),
      crowd(poll, server.port, server.upgrade),
      poster(poll, server.port, posters) {}

void Audience::grow_to(std::uint32_t screens) { crowd.grow_to(screens, 60s); }

}  // namespace dealbell::bench
