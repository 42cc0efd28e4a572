#include "app/auth/credentials.hpp"

#include <algorithm>

#include "app/office/office_change.hpp"
#include "ops/secret.hpp"

namespace dealbell::app {
namespace {

// When a device that was not seen since the start was last renewed, or logged in.
Instant known_use(const store::Device& device) {
  return std::max(device.created_at, device.expires_at - device_lifetime);
}

}  // namespace

Credentials::Credentials(const std::vector<store::Token>& tokens,
                         const std::vector<store::Device>& devices, Instant now) {
  for (const auto& token : tokens) put(token, now);
  for (const auto& device : devices) put(device, now);
}

// Of what the device may open. The epoch if its token is not there (yet).
Instant Credentials::end_of(const store::Device& device) const {
  if (device.token.empty()) return device.expires_at;
  const auto token = tokens_.find(device.token);
  if (token == tokens_.end()) return {};
  return std::min(device.expires_at, token->second.token.expires_at.value_or(net::no_end));
}

void Credentials::put(const store::Token& token, Instant now) {
  if (token.role == revoked_role) return;
  const auto end = token.expires_at.value_or(net::no_end);
  if (end <= now) return;
  const std::lock_guard lock(mutex_);
  if (tokens_.contains(token.id)) return;
  tokens_[token.id] = {token, std::make_shared<net::Permit>(end), std::nullopt};
  token_of_hash_[token.hash] = token.id;
  for (auto& [id, entry] : devices_)
    if (entry.device.token == token.id) entry.permit->set_end(end_of(entry.device));
}

void Credentials::put(const store::Device& device, Instant now) {
  if (device.revoked || device.expires_at <= now) return;
  const std::lock_guard lock(mutex_);
  auto& entry = devices_[device.id];
  if (!entry.permit) {
    entry = {device, std::make_shared<net::Permit>(Instant{}), known_use(device)};
    device_of_hash_[device.hash] = device.id;
  }
  entry.device.expires_at = std::max(entry.device.expires_at, device.expires_at);
  entry.permit->set_end(end_of(entry.device));
}

std::optional<Credentials::Identity> Credentials::identify(std::string_view secret, Instant now) {
  const auto hash = ops::hash_secret(secret);
  const std::lock_guard lock(mutex_);
  // Looked up by hash: the time that takes reveals nothing about the secret.
  if (const auto id = token_of_hash_.find(hash); id != token_of_hash_.end()) {
    auto& [token, permit, used_at] = tokens_.find(id->second)->second;
    if (!permit->valid(now)) return std::nullopt;
    used_at = now;
    return Identity{core::access_role(token.role), token.id, {}, permit};
  }
  const auto id = device_of_hash_.find(hash);
  if (id == device_of_hash_.end()) return std::nullopt;
  auto& [device, permit, used_at] = devices_.find(id->second)->second;
  if (!permit->valid(now)) return std::nullopt;
  used_at = now;
  auto role = core::access_role(device.role);
  if (!device.token.empty())
    role = core::access_role(tokens_.find(device.token)->second.token.role);
  Identity identity{role, device.token, device.id, permit};
  if (device.expires_at <= now + device_lifetime - device_renewed_after) {
    device.expires_at = now + device_lifetime;
    permit->set_end(end_of(device));
    identity.renewed = device;
  }
  return identity;
}

void Credentials::undo_renewal(const store::Device& device, Instant now) {
  const std::lock_guard lock(mutex_);
  const auto found = devices_.find(device.id);
  if (found == devices_.end() || found->second.device.expires_at != device.expires_at) return;
  // An end in the near future: valid for now, and due for another renewal.
  found->second.device.expires_at = now + device_renewed_after;
  found->second.permit->set_end(end_of(found->second.device));
}

bool Credentials::full(Instant now) {
  const std::lock_guard lock(mutex_);
  forget_expired(now);
  return tokens_.size() >= tokens_max;
}

Credentials::IssuedToken Credentials::issue(std::string name, core::AccessRole role, Instant now,
                                            std::optional<Instant> expires) {
  IssuedToken issued;
  issued.secret = ops::random_secret();
  issued.token = {ops::random_code(),
                  std::move(name),
                  std::string(core::name_of(role)),
                  ops::hash_secret(issued.secret),
                  now,
                  expires};
  put(issued.token, now);
  return issued;
}

Result<Credentials::OpenedDevice> Credentials::open_device(const std::string& token,
                                                           std::string agent, std::string from,
                                                           Instant now) {
  OpenedDevice opened;
  opened.secret = ops::random_secret();
  opened.device = {ops::random_code(), token,           {},  ops::hash_secret(opened.secret),
                   std::move(agent),   std::move(from), now, now + device_lifetime};
  {
    const std::lock_guard lock(mutex_);
    forget_expired(now);
    const auto owner = tokens_.find(token);
    if (owner == tokens_.end()) return error(Errc::unauthorized, "this token was revoked");
    owner->second.used_at = now;
    opened.replaced = least_recently_used(token, now);
    if (opened.replaced) forget_device(*opened.replaced);
  }
  put(opened.device, now);
  return opened;
}

// The device that must make room for one more of this token; nullopt while there is room. One with
// a live connection is in use, although it sends no requests.
std::optional<std::string> Credentials::least_recently_used(const std::string& token,
                                                            Instant now) const {
  std::size_t count = 0;
  const DeviceEntry* least = nullptr;
  const auto used_at = [&](const DeviceEntry& entry) {
    return in_use(entry.permit) ? now : entry.used_at;
  };
  for (const auto& [id, entry] : devices_) {
    if (entry.device.token != token) continue;
    ++count;
    if (!least || used_at(entry) < used_at(*least)) least = &entry;
  }
  if (count < devices_per_token) return std::nullopt;
  return least->device.id;
}

bool Credentials::forget_device(const std::string& id) {
  const auto found = devices_.find(id);
  if (found == devices_.end()) return false;
  found->second.permit->set_end({});
  device_of_hash_.erase(found->second.device.hash);
  devices_.erase(found);
  return true;
}

// With its devices: if the clock is set back later, they must not outlive it.
bool Credentials::forget_token(const std::string& id) {
  const auto token = tokens_.find(id);
  if (token == tokens_.end()) return false;
  token->second.permit->set_end({});
  token_of_hash_.erase(token->second.token.hash);
  tokens_.erase(token);
  std::vector<std::string> of_token;
  for (const auto& [device_id, entry] : devices_)
    if (entry.device.token == id) of_token.push_back(device_id);
  for (const auto& device_id : of_token) forget_device(device_id);
  return true;
}

void Credentials::forget_expired(Instant now) {
  std::vector<std::string> expired;
  for (const auto& [id, entry] : tokens_)
    if (!entry.permit->valid(now)) expired.push_back(id);
  for (const auto& id : expired) forget_token(id);
  expired.clear();
  for (const auto& [id, entry] : devices_)
    if (entry.device.expires_at <= now) expired.push_back(id);
  for (const auto& id : expired) forget_device(id);
}

bool Credentials::revoke(const std::string& id) {
  const std::lock_guard lock(mutex_);
  return forget_device(id) || forget_token(id);
}

wire::TokenList Credentials::list(Instant now) const {
  wire::TokenList list;
  std::map<std::string, std::vector<wire::ListedDevice>> devices;  // by token
  const std::lock_guard lock(mutex_);
  for (const auto& [id, entry] : devices_) {
    if (!entry.permit->valid(now)) continue;
    const auto& d = entry.device;
    devices[d.token].push_back({d.id, d.agent, d.from, d.created_at, d.expires_at, entry.used_at,
                                in_use(entry.permit), false});
  }
  for (auto& [token, some] : devices)
    std::sort(some.begin(), some.end(),
              [](const auto& a, const auto& b) { return a.used_at > b.used_at; });
  for (const auto& [id, entry] : tokens_) {
    if (!entry.permit->valid(now)) continue;
    const auto& t = entry.token;
    wire::ListedToken listed{t.id,
                             t.name,
                             t.role,
                             t.created_at,
                             t.expires_at,
                             entry.used_at.value_or(t.created_at),
                             std::move(devices[id])};
    if (!listed.devices.empty())
      listed.used_at = std::max(listed.used_at, listed.devices.front().used_at);
    list.tokens.push_back(std::move(listed));
  }
  std::sort(list.tokens.begin(), list.tokens.end(),
            [](const auto& a, const auto& b) { return a.created_at < b.created_at; });
  list.devices = std::move(devices[""]);
  return list;
}

}  // namespace dealbell::app
