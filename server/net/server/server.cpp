#include "net/server/server.hpp"

#include <algorithm>

#include "io/loop.hpp"
#include "net/server/listener.hpp"
#include "net/server/shard.hpp"

namespace dealbell::net {

struct Server::Impl {
  explicit Impl(ServerOptions options) : context(std::move(options)) {}

  Result<> start();

  ServerContext context;
  std::vector<std::unique_ptr<Shard>> shards;
  std::uint16_t port = 0;
  bool stopped = false;
};

namespace {

// With SO_REUSEPORT another server of the same user could bind the same port without an error.
Result<> check_free(const ServerOptions& options) {
  boost::asio::io_context loop;
  const auto probe = listen_on(loop, options.host, options.port, false);
  if (!probe) return probe.error();
  return {};
}

}  // namespace

Result<> Server::Impl::start() {
  const auto count = std::max(1, context.options.shards);
  if (auto free = check_free(context.options); !free) return free.error();
  port = context.options.port;
  for (int i = 0; i < count; ++i) {
    auto shard = std::make_unique<Shard>(context);
    const auto bound = shard->listen(port);
    if (!bound) return bound.error();
    port = *bound;
    shards.push_back(std::move(shard));
  }
  for (std::size_t i = 0; i < shards.size(); ++i) shards[i]->start(i);
  return {};
}

Result<Server> Server::start(ServerOptions options) {
  auto impl = std::make_unique<Impl>(std::move(options));
  if (auto started = impl->start(); !started) return started.error();
  return Server(std::move(impl));
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::Server(Server&&) noexcept = default;
Server::~Server() {
  if (impl_) stop(std::chrono::milliseconds(0));
}

std::uint16_t Server::port() const { return impl_->port; }

void Server::publish(std::shared_ptr<const Publication> publication) {
  for (auto& shard : impl_->shards) shard->publish(publication);
}

void Server::stop(std::chrono::milliseconds grace) {
  if (std::exchange(impl_->stopped, true)) return;
  for (auto& shard : impl_->shards) shard->begin_stop(grace);
  for (auto& shard : impl_->shards) shard->join();
}

int Server::live_connections() const { return impl_->context.live.load(); }

ServerCounts Server::counts() const {
  ServerCounts counts;
  counts.connections = impl_->context.connections.load();
  for (const auto& shard : impl_->shards) {
    counts.event_streams += shard->hub().event_streams();
    counts.frames += shard->hub().frames();
  }
  counts.web_sockets = std::max(0, live_connections() - counts.event_streams);
  return counts;
}

}  // namespace dealbell::net
