#include "app/component_options.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include "app/system/files.hpp"

namespace dealbell::app {

store::Options ledger_options(const ops::Config& config) {
  store::Options options;
  options.rejected_bytes_max = std::int64_t{config.keep_rejected_mb} << 20;
  return options;
}

SourceMonitorOptions monitor_options(const ops::Config& config) {
  SourceMonitorOptions options;
  options.log.keep = std::chrono::days(config.keep_deliveries_days);
  options.log.content_bytes_max = std::int64_t{config.keep_deliveries_mb} << 20;
  return options;
}

Snapshots::Interval snapshot_interval(const ops::Config& config) {
  return {static_cast<std::uint64_t>(config.snapshot_events),
          std::chrono::minutes(config.snapshot_minutes)};
}

Mirror::Options mirror_options(const ops::Config& config, redis::Url url) {
  Mirror::Options options;
  options.client.url = std::move(url);
  options.client.name = "dealbell:" + config.redis.node + ":mirror";
  options.org = config.redis.org;
  options.only_writer = config.log != "redis";
  options.tick = std::chrono::milliseconds(config.tick_ms);
  return options;
}

Result<ClusterNode::Options> cluster_options(Office& office, const ops::Config& config,
                                             redis::Url url) {
  ClusterNode::Options options;
  auto disk = disk_id(config.data);
  if (!disk) return disk.error();
  options.disk = std::move(*disk);
  options.url = std::move(url);
  options.org = config.redis.org;
  options.node = config.redis.node;
  auto read_position = [&options](store::Ledger& ledger) -> Result<> {
    const auto org = ledger.org();
    if (!org) return org.error();
    options.position = ledger.position();
    options.has_own_office = !ledger.shared() && (ledger.last_seq() > 0 || *org);
    return {};
  };
  auto reading = boost::asio::co_spawn(office.loop().context(), office.with_ledger(read_position),
                                       boost::asio::use_future);
  if (const auto done = reading.get(); !done) return done.error();
  return options;
}

}  // namespace dealbell::app
