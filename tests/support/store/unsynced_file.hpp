#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace dealbell::test {

// One file as it is on the platter: the synced content, and the changes requested since.
class UnsyncedFile {
 public:
  explicit UnsyncedFile(std::string durable) : durable_(std::move(durable)) {}

  void write(std::size_t offset, std::string_view bytes);
  void truncate(std::size_t size);
  void sync();

  // A failed sync: the kernel marks the pages clean, and no later sync will write them.
  void fail_sync() { pending_.clear(); }

  // A power cut: every 512-byte sector and every truncation since the last sync survives with the
  // given probability. The result is the file from now on.
  const std::string& lose_power(double keep, std::mt19937_64& random);

 private:
  struct Change {
    std::size_t offset = 0;            // of the write, or the new size
    std::optional<std::string> bytes;  // absent: a truncation
  };

  void apply(const Change& change);
  void apply_by_chance(const Change& change, double keep, std::mt19937_64& random);

  std::string durable_;
  std::vector<Change> pending_;
};

}  // namespace dealbell::test
