#include "store/device_table.hpp"

namespace dealbell::store {
namespace {

constexpr std::int64_t revoked_max = 10'000;

Device device_in(const Row& row) {
  Device device;
  device.id = row.bytes(0);
  device.token = row.bytes(1);
  device.role = row.bytes(2);
  device.hash = row.bytes(3);
  device.agent = row.bytes(4);
  device.from = row.bytes(5);
  device.created_at = from_ms(row.integer(6));
  device.expires_at = from_ms(row.integer(7));
  device.revoked = row.integer(8) != 0;
  return device;
}

}  // namespace

DeviceTable::DeviceTable(Database& database)
    : database_(database),
      drop_expired_(database, "DELETE FROM device WHERE expires_at <= ?"),
      drop_old_revoked_(database,
                        "DELETE FROM device WHERE revoked AND id NOT IN (SELECT id FROM device "
                        "WHERE revoked ORDER BY created_at DESC LIMIT ?)"),
      put_(database,
           "INSERT OR REPLACE INTO device (id, token, role, hash, agent, from_address, created_at, "
           "expires_at, revoked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      all_(database,
           "SELECT id, token, role, hash, agent, from_address, created_at, expires_at, revoked "
           "FROM device ORDER BY created_at, id"),
      one_(database,
           "SELECT id, token, role, hash, agent, from_address, created_at, expires_at, revoked "
           "FROM device WHERE id = ?"),
      remove_(database, "DELETE FROM device WHERE id = ? RETURNING id"),
      remove_of_(database, "DELETE FROM device WHERE token = ?") {}

Result<> DeviceTable::put(const Device& device, Instant now) {
  const auto work = [&]() -> Result<> {
    if (auto dropped = drop_expired_.run(to_ms(now)); !dropped) return dropped;
    if (device.revoked)
      if (auto dropped = drop_old_revoked_.run(revoked_max - 1); !dropped) return dropped;
    return put_.run(std::string_view(device.id), std::string_view(device.token),
                    std::string_view(device.role), std::string_view(device.hash),
                    std::string_view(device.agent), std::string_view(device.from),
                    to_ms(device.created_at), to_ms(device.expires_at),
                    std::int64_t{device.revoked});
  };
  return database_.transact(work);
}

Result<std::vector<Device>> DeviceTable::all() {
  std::vector<Device> devices;
  const auto take = [&](const Row& row) {
    devices.push_back(device_in(row));
    return true;
  };
  if (auto read = all_.query(take); !read) return read.error();
  return devices;
}

Result<std::optional<Device>> DeviceTable::one(const std::string& id) {
  std::optional<Device> found;
  const auto take = [&](const Row& row) {
    found = device_in(row);
    return true;
  };
  if (auto read = one_.query(take, std::string_view(id)); !read) return read.error();
  return found;
}

Result<bool> DeviceTable::remove(const std::string& id) {
  bool found = false;
  const auto take = [&](const Row&) { return found = true; };
  const auto work = [&] { return remove_.query(take, std::string_view(id)); };
  if (auto removed = database_.transact(work); !removed) return removed.error();
  return found;
}

Result<> DeviceTable::remove_of(const std::string& token) {
  const auto work = [&] { return remove_of_.run(std::string_view(token)); };
  return database_.transact(work);
}

}  // namespace dealbell::store
